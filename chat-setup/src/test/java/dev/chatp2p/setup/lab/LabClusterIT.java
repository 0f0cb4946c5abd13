package dev.chatp2p.setup.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.HostOptions;
import dev.chatp2p.core.overlay.OverlaySession;
import dev.chatp2p.core.overlay.ziti.ZitiOverlay;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Three controllers that keep one network. */
@RealNetwork
@Timeout(180)
class LabClusterIT {
    @Test
    void aClusterGoesOnWithoutOneOfItsControllersAndTakesItBack(ZitiBinary ziti) throws Exception {
        try (LabNetwork cluster = LabNetwork.startCluster(ziti, 3, 1, _ -> {})) {
            assertEquals(List.of("controller-1", "controller-2", "controller-3"), cluster.controllers());
            LabIdentity person = cluster.identity("person");
            cluster.kill("controller-3");
            assertTrue(cluster.identity("made-by-two").file().toFile().exists());
            cluster.restore();
            assertEquals(Set.of("router-1"), cluster.routersOnline());
            OverlaySession session = new ZitiOverlay("test")
                    .open(new Credentials.IdentityFile(person.file()), s -> System.err.println(s));
            session.host(LabNetwork.SERVICE, HostOptions.DEFAULT);
            Awaitility.await().until(() -> session.status().terminators() == 1);
            session.close();
        }
    }
}
