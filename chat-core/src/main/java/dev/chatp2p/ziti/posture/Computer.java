package dev.chatp2p.ziti.posture;

import java.util.List;

/**
 * What a network may be told about a computer. Each is looked up when it is asked for, and only then; that may take a second.
 */
public interface Computer {

    /**
     * An operating system.
     *
     * @param type {@code Windows}, {@code WindowsServer}, {@code Linux}, {@code macOS} as the network's posture checks name
     *     them, otherwise what Java says
     * @param version three numbers with dots between them; on Linux of the kernel
     */
    record OperatingSystem(String type, String version) {
        @Override
        public String toString() {
            return type + " " + version;
        }
    }

    OperatingSystem operatingSystem();

    /** The name of the Windows domain; empty when there is none. */
    String domain();

    /** The network cards' addresses, such as {@code 02:fc:00:00:00:01}; may be empty. */
    List<String> hardwareAddresses();
}
