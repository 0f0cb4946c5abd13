package dev.chatp2p.setup.lab;

import dev.chatp2p.setup.SetupException;
import dev.chatp2p.setup.management.AdminLogin;
import dev.chatp2p.setup.management.EdgeRouterPolicy;
import dev.chatp2p.setup.management.EntityKind;
import dev.chatp2p.setup.management.IdentityEntity;
import dev.chatp2p.setup.management.ManagementClient;
import dev.chatp2p.setup.management.PresentedController;
import dev.chatp2p.setup.management.RestControllerAccess;
import dev.chatp2p.setup.management.Semantic;
import dev.chatp2p.setup.management.ServiceEntity;
import dev.chatp2p.setup.management.ServicePolicy;
import dev.chatp2p.setup.management.TotpPrompt;
import dev.chatp2p.setup.plan.ApplyProgress;
import dev.chatp2p.setup.plan.DesiredState;
import dev.chatp2p.setup.plan.NetworkProvisioner;
import dev.chatp2p.setup.plan.Plan;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The lab's administrator: sets its network up in the way the product does, and adds what only tests need. Logs in when first
 * needed. For one thread; only {@link #close()} may come from another.
 */
final class LabAdministrator implements AutoCloseable {
    private static final AdminLogin LOGIN = new AdminLogin.Password(ZitiCli.ADMIN, ZitiCli.ADMIN);

    private final URI controller;
    private final Path knownControllers;
    /** Written by the network's thread, and emptied by whoever closes the network. */
    private volatile Optional<ManagementClient> management = Optional.empty();

    LabAdministrator(URI controller, Path knownControllers) {
        this.controller = controller;
        this.knownControllers = knownControllers;
    }

    /** A log-in of its own. The controller is trusted unseen: this JVM has just started it on this machine. */
    ManagementClient logIn() throws LabException, InterruptedException {
        try {
            RestControllerAccess access = new RestControllerAccess(knownControllers);
            PresentedController presented = access.probe(controller);
            access.trust(presented);
            return access.logIn(presented, LOGIN, TotpPrompt.NOBODY);
        } catch (SetupException e) {
            throw failed("nobody could log in", e);
        }
    }

    private ManagementClient management() throws LabException, InterruptedException {
        Optional<ManagementClient> current = management;
        if (current.isPresent()) {
            return current.get();
        }
        ManagementClient client = logIn();
        management = Optional.of(client);
        return client;
    }

    /** The chat's service with its policies, and the lab's own beside it. */
    void provision() throws LabException, InterruptedException {
        try {
            provision(List.of());
            addServiceWithoutRouters();
            addLimitedAccess();
        } catch (SetupException e) {
            throw failed("the network was not provisioned", e);
        }
    }

    private NetworkProvisioner provision(List<String> people)
            throws LabException, SetupException, InterruptedException {
        NetworkProvisioner provisioner = new NetworkProvisioner(management());
        Plan plan = provisioner.plan(new DesiredState(LabNetwork.SERVICE, people));
        provisioner.apply(plan, ApplyProgress.NONE);
        return provisioner;
    }

    private void addServiceWithoutRouters() throws SetupException, LabException, InterruptedException {
        Set<String> attributes = Set.of(LabAccess.NO_ROUTER.roleAttribute());
        management()
                .create(
                        EntityKind.SERVICE,
                        new ServiceEntity("", LabNetwork.SERVICE_WITHOUT_ROUTERS, attributes, true, Map.of()));
    }

    /** Policies for those who may less, as far as they may; and for everybody to the service without routers. */
    private void addLimitedAccess() throws SetupException, LabException, InterruptedException {
        Set<String> services = roles(LabAccess.CHAT, LabAccess.NO_ROUTER);
        management()
                .create(
                        EntityKind.SERVICE_POLICY,
                        new ServicePolicy(
                                "",
                                "lab-dial",
                                ServicePolicy.Type.DIAL,
                                roles(LabAccess.CHAT, LabAccess.NO_ROUTER, LabAccess.DIAL_ONLY),
                                services,
                                Semantic.ANY_OF,
                                Map.of()));
        management()
                .create(
                        EntityKind.SERVICE_POLICY,
                        new ServicePolicy(
                                "",
                                "lab-bind",
                                ServicePolicy.Type.BIND,
                                roles(LabAccess.CHAT, LabAccess.NO_ROUTER, LabAccess.BIND_ONLY),
                                services,
                                Semantic.ANY_OF,
                                Map.of()));
        management()
                .create(
                        EntityKind.EDGE_ROUTER_POLICY,
                        new EdgeRouterPolicy(
                                "",
                                "lab",
                                roles(LabAccess.DIAL_ONLY, LabAccess.BIND_ONLY, LabAccess.NO_SERVICE),
                                Set.of("#all"),
                                Semantic.ANY_OF,
                                Map.of()));
    }

    private static Set<String> roles(LabAccess... accesses) {
        return Stream.of(accesses).map(LabAccess::role).collect(Collectors.toSet());
    }

    /** An identity that has not enrolled. */
    IdentityEntity invite(String name, LabAccess access) throws LabException, InterruptedException {
        try {
            if (access == LabAccess.CHAT) {
                provision(List.of(name));
            } else {
                management()
                        .create(
                                EntityKind.IDENTITY,
                                new IdentityEntity(
                                        "",
                                        name,
                                        Set.of(access.roleAttribute()),
                                        Map.of(),
                                        Optional.empty(),
                                        false,
                                        false,
                                        false));
            }
            return management().findByName(EntityKind.IDENTITY, List.of(name)).stream()
                    .filter(identity -> identity.invitation().isPresent())
                    .findFirst()
                    .orElseThrow(() -> new LabException("“" + name + "” is there already and has enrolled."));
        } catch (SetupException e) {
            throw failed("“" + name + "” was not invited", e);
        }
    }

    String idOf(String name) throws LabException, InterruptedException {
        try {
            return management().findByName(EntityKind.IDENTITY, List.of(name)).stream()
                    .findFirst()
                    .map(IdentityEntity::id)
                    .orElseThrow(() -> new LabException("The controller does not list the identity “" + name + "”."));
        } catch (SetupException e) {
            throw failed("“" + name + "” was not found", e);
        }
    }

    String caToken(String caId) throws LabException, InterruptedException {
        try {
            return management().caToken(caId);
        } catch (SetupException e) {
            throw failed("the CA's token was not given", e);
        }
    }

    void delete(LabIdentity identity) throws LabException, InterruptedException {
        try {
            management().delete(EntityKind.IDENTITY, identity.id());
        } catch (SetupException e) {
            throw failed("“" + identity.name() + "” was not deleted", e);
        }
    }

    void disable(LabIdentity identity) throws LabException, InterruptedException {
        try {
            management().disable(identity.id());
        } catch (SetupException e) {
            throw failed("“" + identity.name() + "” was not disabled", e);
        }
    }

    void enable(LabIdentity identity) throws LabException, InterruptedException {
        try {
            management().enable(identity.id());
        } catch (SetupException e) {
            throw failed("“" + identity.name() + "” was not enabled", e);
        }
    }

    private static LabException failed(String what, SetupException e) {
        return new LabException("Lab: " + what + ". " + e.sentence(), e);
    }

    @Override
    public void close() {
        management.ifPresent(ManagementClient::close);
        management = Optional.empty();
    }
}
