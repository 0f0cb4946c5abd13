package dev.chatp2p.setup.bench;

import dev.chatp2p.setup.lab.LabNetwork;
import dev.chatp2p.ziti.client.BindOptions;
import dev.chatp2p.ziti.client.ZitiClient;
import dev.chatp2p.ziti.client.ZitiListener;
import dev.chatp2p.ziti.controller.ClientInfo;
import dev.chatp2p.ziti.identity.ZitiIdentity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Hosts, says so as soon as one router has confirmed it, and ends. Its argument is the identity file. */
final class StartProgram {

    private StartProgram() {}

    static void main(String[] arguments) throws Exception {
        Semaphore changes = new Semaphore(0);
        try (ZitiClient client = new ZitiClient(
                ZitiIdentity.read(Path.of(arguments[0])), new ClientInfo("chat-p2p-bench", "0"), changes::release)) {
            client.start();
            try (ZitiListener listener =
                    client.host(LabNetwork.SERVICE, new BindOptions(Optional.empty(), 3, Duration.ofSeconds(30)))) {
                while (listener.state().bound() < 1) {
                    changes.acquire();
                }
                System.out.println("BOUND");
            }
        }
    }
}
