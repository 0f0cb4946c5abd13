package dev.chatp2p.setup.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Finds ports that nobody listens on. */
final class LoopbackPorts {
    // Below the range that systems take outgoing connections' ports from: such a port may be gone a moment later.
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;
    private static final int ATTEMPTS = 1_000;

    private LoopbackPorts() {}

    static List<Integer> free(int count) throws LabException {
        Set<Integer> found = new LinkedHashSet<>();
        for (int attempt = 0; found.size() < count; attempt++) {
            if (attempt == ATTEMPTS) {
                throw new LabException(
                        "No " + count + " free ports were found between " + LOWEST + " and " + HIGHEST + ".");
            }
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (isFree(port)) {
                found.add(port);
            }
        }
        return List.copyOf(found);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
