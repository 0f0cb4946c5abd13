package dev.chatp2p.setup.bench;

import dev.chatp2p.setup.lab.LabException;
import dev.chatp2p.setup.lab.LabNetwork;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Starts hosts and dialers, each in a process of its own, and ends them all. */
final class Peers implements AutoCloseable {

    private static final String SDK = "dev.chatp2p.setup.bench.sdk.SdkEchoClient";
    /** It opens java.net.Socket by reflection, and loads libsodium. */
    private static final List<String> SDK_FLAGS =
            List.of("--add-opens=java.base/java.net=ALL-UNNAMED", "--enable-native-access=ALL-UNNAMED");

    private final LabNetwork network;
    private final Path goPeer;
    private final List<PeerProcess> running = new ArrayList<>();

    Peers(LabNetwork network, Path goPeer) {
        this.network = network;
        this.goPeer = goPeer;
    }

    PeerProcess ours(String identity) throws IOException, InterruptedException, LabException {
        return java(
                identity,
                List.of(),
                ZitiEchoClient.class.getName(),
                List.of(file(identity).toString()));
    }

    PeerProcess sdk(String identity) throws IOException, InterruptedException, LabException {
        return java(identity, SDK_FLAGS, SDK, List.of(file(identity).toString()));
    }

    PeerProcess go(String identity, String... words) throws IOException, InterruptedException, LabException {
        return keep(PeerProcess.start(identity, log(identity), goCommand(identity, words)));
    }

    List<String> goCommand(String identity, String... words) throws InterruptedException, LabException {
        return Stream.concat(Stream.of(goPeer.toString(), "-i", file(identity).toString()), Stream.of(words))
                .toList();
    }

    /** A host and a dialer that know each other by a key made for them, in this order. */
    List<PeerProcess> tls() throws IOException, InterruptedException {
        Path store = network.folder().resolve("bench-tls.p12");
        if (!Files.exists(store)) {
            PeerProcess.run(
                    PeerProcess.javaProgram("keytool").toString(),
                    "-genkeypair",
                    "-keyalg",
                    "EC",
                    "-groupname",
                    "secp256r1",
                    "-dname",
                    "CN=localhost",
                    "-storetype",
                    "PKCS12",
                    "-storepass",
                    TlsEchoClient.PASSWORD,
                    "-keystore",
                    store.toString());
        }
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        List<String> arguments = List.of(store.toString(), Integer.toString(port));
        String program = TlsEchoClient.class.getName();
        return List.of(
                java("tls-host", List.of(), program, arguments), java("tls-dialer", List.of(), program, arguments));
    }

    private PeerProcess java(String name, List<String> flags, String mainClass, List<String> arguments)
            throws IOException {
        return keep(PeerProcess.java(name, log(name), flags, mainClass, arguments));
    }

    private PeerProcess keep(PeerProcess peer) {
        running.add(peer);
        return peer;
    }

    Path file(String identity) throws LabException, InterruptedException {
        return network.identity(identity).file();
    }

    Path log(String name) {
        return network.folder().resolve("bench-" + name + ".log");
    }

    @Override
    public void close() {
        running.reversed().forEach(PeerProcess::close);
    }
}
