package dev.chatp2p.setup.bench;

import dev.chatp2p.setup.bench.Goal.Kind;
import java.util.List;

/** What is measured, in the order and the words of the table. */
enum Figure {
    RTT_P50("round trip of 64 B, p50, ms"),
    RTT_P99("round trip of 64 B, p99, ms"),
    DIAL("dial, p50, ms"),
    THROUGHPUT("throughput, MB/s each way"),
    CPU("CPU seconds per GiB each way, both ends"),
    CROWD_RATE("many links at once, lines/s"),
    CROWD_P99("many links at once, p99, ms"),
    HOSTING("identity file to hosting on 3 routers, warm, p50, ms"),
    REPLACEMENT("router killed to a replacement terminator, ms"),
    START("process start to the first BindSuccess, ms"),
    START_AOT("… with an AOT cache, ms"),
    START_AOT_LEAN("… with an AOT cache, C1 and SerialGC, ms"),
    IDLE_HOST("heap of an idle link, host's end, KiB"),
    IDLE_DIALER("heap of an idle link, dialer's end, KiB"),
    IDLE_THREADS("platform threads for all idle links, both ends");

    private final String title;

    Figure(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** What it should be. */
    List<Goal> goals() {
        return switch (this) {
            case RTT_P50, RTT_P99 -> List.of(new Goal(Kind.OF_GO_AT_MOST, 1.0), new Goal(Kind.BEATS_SDK, 12));
            case DIAL -> List.of(new Goal(Kind.OF_GO_AT_MOST, 0.6));
            case THROUGHPUT -> List.of(new Goal(Kind.OF_GO_AT_LEAST, 1.2));
            case CPU -> List.of(new Goal(Kind.OF_GO_AT_MOST, 1.0));
            case REPLACEMENT -> List.of(new Goal(Kind.AT_MOST, 200));
            case START_AOT_LEAN -> List.of(new Goal(Kind.AT_MOST, 700));
            case IDLE_HOST, IDLE_DIALER -> List.of(new Goal(Kind.AT_MOST, 64));
            case IDLE_THREADS -> List.of(new Goal(Kind.AT_MOST, 0));
            case CROWD_RATE, CROWD_P99, HOSTING, START, START_AOT -> List.of();
        };
    }
}
