package dev.chatp2p.setup.plan;

import dev.chatp2p.setup.management.EdgeRouterPolicy;
import dev.chatp2p.setup.management.EntityKind;
import dev.chatp2p.setup.management.IdentityEntity;
import dev.chatp2p.setup.management.Semantic;
import dev.chatp2p.setup.management.ServiceEdgeRouterPolicy;
import dev.chatp2p.setup.management.ServiceEntity;
import dev.chatp2p.setup.management.ServicePolicy;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A controller in memory, a provisioner for it, and what others may have made there. */
abstract class PlanTestBase {
    static final String SERVICE = "chat-p2p";
    static final Map<String, String> OURS = Map.of("chatSetup", SERVICE);
    static final Map<String, String> FOREIGN = Map.of();
    static final Set<String> ROLE = Set.of("#" + SERVICE);
    static final Set<String> ALL = Set.of("#all");

    final FakeManagement controller = new FakeManagement();
    final NetworkProvisioner provisioner =
            new NetworkProvisioner(controller, InstantSource.fixed(FakeManagement.NOW.plusSeconds(60)));

    static DesiredState people(String... names) {
        return new DesiredState(SERVICE, List.of(names));
    }

    Plan provision(DesiredState desired) throws Exception {
        Plan plan = provisioner.plan(desired);
        provisioner.apply(plan, ApplyProgress.NONE);
        return plan;
    }

    /** {@code CREATE service chat-p2p}, … */
    static List<String> lines(List<PlanStep> steps) {
        return steps.stream()
                .map(step -> step.action() + " " + step.kind() + " " + step.name())
                .toList();
    }

    static PlanStep step(Plan plan, EntityKind<?> kind, String name) {
        return plan.steps().stream()
                .filter(step -> step.kind().equals(kind) && step.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    ServiceEntity putService(Map<String, String> tags, boolean encrypted, String... attributes) {
        return controller.put(EntityKind.SERVICE, new ServiceEntity("", SERVICE, Set.of(attributes), encrypted, tags));
    }

    ServicePolicy putServicePolicy(
            Map<String, String> tags, String name, ServicePolicy.Type type, Set<String> people, Set<String> services) {
        return controller.put(
                EntityKind.SERVICE_POLICY, new ServicePolicy("", name, type, people, services, Semantic.ALL_OF, tags));
    }

    EdgeRouterPolicy putEdgeRouterPolicy(Map<String, String> tags, Set<String> people, Set<String> routers) {
        return controller.put(
                EntityKind.EDGE_ROUTER_POLICY,
                new EdgeRouterPolicy("", SERVICE, people, routers, Semantic.ANY_OF, tags));
    }

    ServiceEdgeRouterPolicy putServiceEdgeRouterPolicy(
            Map<String, String> tags, Set<String> services, Set<String> routers) {
        return controller.put(
                EntityKind.SERVICE_EDGE_ROUTER_POLICY,
                new ServiceEdgeRouterPolicy("", SERVICE, services, routers, Semantic.ANY_OF, tags));
    }

    IdentityEntity putIdentity(Map<String, String> tags, String name, String... attributes) {
        return controller.put(
                EntityKind.IDENTITY,
                new IdentityEntity("", name, Set.of(attributes), tags, Optional.empty(), false, false, false));
    }

    /** As {@code setup.md} and the Go example have it. */
    void putEverythingByHand() {
        putService(FOREIGN, true, SERVICE);
        putServicePolicy(FOREIGN, "chat-p2p-dial", ServicePolicy.Type.DIAL, ROLE, ROLE);
        putServicePolicy(FOREIGN, "chat-p2p-bind", ServicePolicy.Type.BIND, ROLE, ROLE);
        putEdgeRouterPolicy(FOREIGN, ROLE, ALL);
        putServiceEdgeRouterPolicy(FOREIGN, ROLE, ALL);
    }
}
