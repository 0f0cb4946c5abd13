package dev.chatp2p.setup.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.setup.lab.LabNetwork;
import dev.chatp2p.setup.lab.RealNetwork;
import dev.chatp2p.setup.management.PresentedController.Trust;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client against a real controller. */
@RealNetwork
class ManagementIT {
    @TempDir
    Path folder;

    @Test
    void anIdentityIsMadeFoundChangedAndDeleted(LabNetwork network) throws Exception {
        ControllerAccess access = new RestControllerAccess(folder.resolve("known.json"));
        PresentedController controller =
                access.probe(access.address(network.controllerAddress().toString()));
        assertEquals(Trust.NEW, controller.trust());
        access.trust(controller);
        try (Management management =
                access.logIn(controller, new AdminLogin.Password("admin", "admin"), TotpPrompt.NOBODY)) {
            IdentityEntity wanted = new IdentityEntity(
                    "",
                    "Ann \"the\" 😀",
                    Set.of("a b"),
                    Map.of("owner", "test"),
                    Optional.empty(),
                    false,
                    false,
                    false);
            String id = management.create(EntityKind.IDENTITY, wanted);
            IdentityEntity found = management
                    .findByName(EntityKind.IDENTITY, List.of("nobody", wanted.name()))
                    .getFirst();
            assertEquals(id, found.id());
            assertEquals(Set.of("a b"), found.roleAttributes());
            assertTrue(found.invitation().isPresent());
            management.change(
                    EntityKind.IDENTITY,
                    new IdentityEntity(
                            id,
                            wanted.name(),
                            Set.of("c"),
                            Map.of("owner", "t"),
                            Optional.empty(),
                            false,
                            false,
                            false));
            assertEquals(
                    List.of(Set.of("c")),
                    management.findByTag(EntityKind.IDENTITY, "owner", "t").stream()
                            .map(IdentityEntity::roleAttributes)
                            .toList());
            management.delete(EntityKind.IDENTITY, id);
            management.delete(EntityKind.IDENTITY, id);
            assertEquals(List.of(), management.identitiesWithRole("c"));
        }
    }
}
