package dev.chatp2p.setup.management;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chatp2p.setup.lab.LabNetwork;
import dev.chatp2p.setup.lab.RealNetwork;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The client against the lab's controller. */
@RealNetwork
class ManagementIT extends ManagementContract {
    private final LabNetwork network;

    ManagementIT(LabNetwork network) {
        super(network.controllerAddress());
        this.network = network;
    }

    @Test
    void theAdviserAndTheRoutersAreRead() throws Exception {
        String ann = network.identity("advised").id();
        ServiceEntity chat = management
                .findByName(EntityKind.SERVICE, List.of(LabNetwork.SERVICE))
                .getFirst();
        assertEquals(new PolicyAdvice(true, true, 3, 3), management.advise(ann, chat.id()));
        assertEquals(
                List.of(),
                management.terminators(chat.id()).stream()
                        .filter(terminator -> terminator.instance().equals("advised"))
                        .toList());
        assertEquals(
                Set.copyOf(network.routers()),
                Set.copyOf(management.all(EntityKind.EDGE_ROUTER).stream()
                        .filter(RouterEntity::online)
                        .map(RouterEntity::name)
                        .toList()));
    }
}
