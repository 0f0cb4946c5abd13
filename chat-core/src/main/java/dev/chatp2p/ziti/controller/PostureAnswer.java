package dev.chatp2p.ziti.controller;

import java.util.List;

/** What is said about this computer in answer to a {@link PostureQuery}; {@code id} is the query's. */
public sealed interface PostureAnswer {

    String id();

    /**
     * The operating system.
     *
     * @param type one of the names the network knows, such as {@code Windows} or {@code Linux}
     * @param version three numbers with dots between them; the network parses nothing else
     */
    record OperatingSystem(String id, String type, String version) implements PostureAnswer {}

    /**
     * The Windows domain.
     *
     * @param domain empty when there is none
     */
    record Domain(String id, String domain) implements PostureAnswer {}

    /**
     * The network cards.
     *
     * @param addresses such as {@code 02:fc:00:00:00:01}
     */
    record HardwareAddresses(String id, List<String> addresses) implements PostureAnswer {
        public HardwareAddresses {
            addresses = List.copyOf(addresses);
        }
    }
}
