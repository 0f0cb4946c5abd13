package dev.chatp2p.setup.bench;

/** The figures of one kind of dialer and echo host, one sample a round. */
final class Pair {

    private final String name;
    private final Samples rttP50 = new Samples();
    private final Samples rttP99 = new Samples();
    private final Samples dial = new Samples();
    private final Samples throughput = new Samples();

    Pair(String name) {
        this.name = name;
    }

    void add(Measurement measured) {
        Spread rtt = measured.rtt();
        rttP50.add(rtt == null ? Double.NaN : rtt.p50Micros() / 1e3);
        rttP99.add(rtt == null ? Double.NaN : rtt.p99Micros() / 1e3);
        Spread dials = measured.dial();
        dial.add(dials == null ? Double.NaN : dials.p50Micros() / 1e3);
        throughput.add(measured.throughputMBs() == 0 ? Double.NaN : measured.throughputMBs());
    }

    /** A round without a result, so that the rounds stay side by side. */
    void addNothing() {
        add(new Measurement(name, "", 0, null, null, 0));
    }

    String name() {
        return name;
    }

    /** Milliseconds. */
    Samples rttP50() {
        return rttP50;
    }

    /** Milliseconds. */
    Samples rttP99() {
        return rttP99;
    }

    /** Milliseconds. */
    Samples dial() {
        return dial;
    }

    /** 10⁶ bytes a second each way. */
    Samples throughput() {
        return throughput;
    }
}
