package dev.chatp2p.setup.lab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Starts Go peers on one network, and ends those it has started when it is closed. */
public final class GoPeers implements AutoCloseable {
    private final GoPeerBinary binary;
    private final LabNetwork network;
    private final List<GoPeer> started = new CopyOnWriteArrayList<>();

    public GoPeers(GoPeerBinary binary, LabNetwork network) {
        this.binary = binary;
        this.network = network;
    }

    /** Hosts the chat under the identity's name on three routers; prints what it hears. Returns when it is bound. */
    public GoPeer host(LabIdentity identity) throws LabException, InterruptedException {
        return bound(start(identity, "host", "--print", "--exit-with-stdin"));
    }

    /** Hosts an echo of every byte; returns when it is bound. */
    public GoPeer echo(LabIdentity identity) throws LabException, InterruptedException {
        return bound(start(identity, "host", "--echo", "--exit-with-stdin"));
    }

    private static GoPeer bound(GoPeer host) throws LabException, InterruptedException {
        host.await("BOUND");
        return host;
    }

    /** Dials a name; does not wait for {@code CONNECTED} or {@code FAILED}. */
    public GoPeer dial(LabIdentity identity, String name, String appData) throws LabException {
        return start(identity, "dial", name, "--app-data", appData);
    }

    /** Runs any verb of {@code lab/peer}. */
    public GoPeer start(LabIdentity identity, String verb, String... arguments) throws LabException {
        List<String> words = Stream.concat(
                        Stream.of(
                                binary.path().toString(), "-i", identity.file().toString(), verb),
                        Stream.of(arguments))
                .toList();
        Path log = network.folder().resolve("go-" + identity.file().getFileName() + ".log");
        Subprocess.Command command =
                new Subprocess.Command("Go peer " + verb + " as " + identity.name(), words, Map.of(), network.folder());
        GoPeer peer = new GoPeer(lines -> network.running().add(Subprocess.startSplit(command, log, lines)));
        started.add(peer);
        return peer;
    }

    /** Ends every peer that was started here. */
    @Override
    public void close() {
        List<GoPeer> ending = new ArrayList<>(started);
        started.clear();
        ending.reversed().forEach(GoPeer::close);
    }
}
