package dev.chatp2p.setup.plan;

import dev.chatp2p.core.text.DisplayText;
import dev.chatp2p.setup.SetupException;
import dev.chatp2p.setup.SetupFailure;
import dev.chatp2p.setup.management.Entity;
import dev.chatp2p.setup.management.EntityKind;
import dev.chatp2p.setup.management.IdentityEntity;
import dev.chatp2p.setup.management.Management;
import dev.chatp2p.setup.management.PendingInvitation;
import dev.chatp2p.setup.management.ServiceEdgeRouterPolicy;
import dev.chatp2p.setup.management.ServicePolicy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Provisions over the management API. Holds no state of its own; any thread. */
public final class NetworkProvisioner implements Provisioner {

    /**
     * How long an invitation that is issued again can be used. Controllers decide that of first ones (3 hours unless they are
     * configured otherwise).
     */
    public static final Duration REISSUED_FOR = Duration.ofDays(1);

    private static final int AT_A_TIME = 8;
    private static final int LONGEST_LIST_OF_POLICIES = 200;

    private final Management management;
    private final InstantSource clock;

    public NetworkProvisioner(Management management) {
        this(management, InstantSource.system());
    }

    /**
     * @param clock tells which invitations have expired
     */
    public NetworkProvisioner(Management management, InstantSource clock) {
        this.management = management;
        this.clock = clock;
    }

    // ---- plans

    @Override
    public Plan plan(DesiredState desired) throws SetupException, InterruptedException {
        String service = ServiceName.parse(desired.service()).value();
        List<Wanted<?>> wanted = new ArrayList<>(Wanted.around(service));
        wanted.addAll(people(service, desired.people()));
        Holdings holdings = Holdings.at(management, places(wanted));
        List<PlanStep> steps = new ArrayList<>();
        for (Wanted<?> one : wanted) {
            steps.add(compare(one, holdings, service));
        }
        return new Plan(service, steps);
    }

    private static List<Holdings.Place> places(List<? extends Wanted<?>> wanted) {
        return wanted.stream()
                .map(one -> new Holdings.Place(one.kind(), one.name()))
                .toList();
    }

    private <E extends Entity> PlanStep compare(Wanted<E> wanted, Holdings holdings, String service)
            throws SetupException, InterruptedException {
        Optional<E> found = holdings.find(wanted.kind(), wanted.name());
        if (found.isEmpty()) {
            return step(PlanStep.Action.CREATE, wanted, wanted.purpose());
        }
        E existing = found.get();
        String differences = String.join(" and ", wanted.differences(existing, holdings.idOfService(service)));
        if (new Ownership(service).covers(existing)) {
            if (differences.isEmpty()) {
                return step(PlanStep.Action.KEEP, wanted, state(existing));
            }
            return step(
                    PlanStep.Action.CHANGE,
                    wanted,
                    differences + (wanted.mustBeMadeAgain(existing) ? madeAgain(existing.id()) : ""));
        }
        if (differences.isEmpty()) {
            return step(PlanStep.Action.KEEP, wanted, Ownership.maker(existing) + ", as needed; stays when you remove");
        }
        return step(
                PlanStep.Action.CONFLICT,
                wanted,
                Ownership.maker(existing) + ", and " + differences + "; " + remedy(wanted));
    }

    /** Controllers take a service that is deleted out of the policies that name it by its id. */
    private String madeAgain(String serviceId) throws SetupException, InterruptedException {
        String role = "@" + serviceId;
        List<String> losing = new ArrayList<>();
        for (ServicePolicy policy : management.all(EntityKind.SERVICE_POLICY)) {
            if (policy.serviceRoles().contains(role)) {
                losing.add(policy.name());
            }
        }
        for (ServiceEdgeRouterPolicy policy : management.all(EntityKind.SERVICE_EDGE_ROUTER_POLICY)) {
            if (policy.serviceRoles().contains(role)) {
                losing.add(policy.name());
            }
        }
        String losses = losing.isEmpty()
                ? ""
                : " and these policies, which name it by its id, lose it: "
                        + DisplayText.line(String.join(", ", losing), LONGEST_LIST_OF_POLICIES);
        return "; it is deleted and made again, which ends all calls" + losses;
    }

    private static PlanStep step(PlanStep.Action action, Wanted<?> wanted, String reason) {
        return new PlanStep(action, wanted.kind(), wanted.name(), reason);
    }

    private String state(Entity existing) {
        if (!(existing instanceof IdentityEntity person)) {
            return "as it should be";
        }
        if (person.enrolled()) {
            return "has enrolled";
        }
        return usable(person).isPresent() ? "invited, has not enrolled yet" : "invited, but the invitation has expired";
    }

    private static String remedy(Wanted<?> wanted) {
        return switch (wanted) {
            case Wanted.Person person ->
                "give it the role attribute " + person.service()
                        + " yourself if it is the same person, or choose another name";
            case Wanted.Service _, Wanted.ServiceRight _, Wanted.PeoplesRouters _, Wanted.ServicesRouters _ ->
                "choose another name for the service, or change it by hand";
        };
    }

    @Override
    public Plan planRemoval(String typedService) throws SetupException, InterruptedException {
        String service = ServiceName.parse(typedService).value();
        List<PlanStep> steps = new ArrayList<>();
        steps.addAll(removal(service, EntityKind.IDENTITY, management.identitiesWithRole(service)));
        List<Wanted<?>> around = Wanted.around(service).reversed();
        Holdings holdings = Holdings.at(management, places(around));
        Set<EntityKind<?>> kinds = new HashSet<>();
        for (Wanted<?> wanted : around) {
            if (kinds.add(wanted.kind())) {
                steps.addAll(removal(service, wanted.kind(), holdings.all(wanted.kind())));
            }
        }
        return new Plan(service, steps);
    }

    /**
     * @param known what has a name or role of ours; where it is not ours, people are told why it stays
     */
    private <E extends Entity> List<PlanStep> removal(
            String service, EntityKind<E> kind, Collection<? extends Entity> known)
            throws SetupException, InterruptedException {
        List<PlanStep> steps = new ArrayList<>();
        for (E ours : management.findByTag(kind, Ownership.TAG, service)) {
            steps.add(removal(service, kind, ours, PlanStep.Action.KEEP));
        }
        for (Entity entity : known) {
            if (!new Ownership(service).covers(entity)) {
                steps.add(removal(service, kind, entity, PlanStep.Action.KEEP));
            }
        }
        return steps;
    }

    @Override
    public Plan planRemovalOf(String typedService, Collection<String> people)
            throws SetupException, InterruptedException {
        String service = ServiceName.parse(typedService).value();
        List<Wanted.Person> wanted = people(service, people);
        Holdings holdings = Holdings.at(management, places(wanted));
        List<PlanStep> steps = new ArrayList<>();
        for (Wanted.Person person : wanted) {
            Optional<IdentityEntity> existing = holdings.find(EntityKind.IDENTITY, person.name());
            steps.add(
                    existing.map(identity -> removal(service, EntityKind.IDENTITY, identity, PlanStep.Action.CONFLICT))
                            .orElseGet(() -> step(PlanStep.Action.KEEP, person, "is not there (any more)")));
        }
        return new Plan(service, steps);
    }

    /**
     * @param otherwise what to say of one that must stay
     */
    private static PlanStep removal(String service, EntityKind<?> kind, Entity existing, PlanStep.Action otherwise) {
        if (!new Ownership(service).covers(existing)) {
            return new PlanStep(
                    otherwise,
                    kind,
                    existing.name(),
                    Ownership.maker(existing)
                            + (existing.tags().containsKey(Ownership.TAG)
                                    ? "; remove it with that one if it is to go"
                                    : "; delete it by hand if it is to go"));
        }
        if (existing instanceof IdentityEntity identity && identity.admin()) {
            return new PlanStep(
                    otherwise, kind, existing.name(), "an administrator by now; delete it by hand if it is to go");
        }
        return new PlanStep(PlanStep.Action.DELETE, kind, existing.name(), "made by this program");
    }

    // ---- applying

    @Override
    public void apply(Plan plan, ApplyProgress progress) throws SetupException, InterruptedException {
        if (!plan.conflicts().isEmpty()) {
            PlanStep conflict = plan.conflicts().getFirst();
            throw new SetupException(
                    SetupFailure.NAME_TAKEN,
                    "Nothing was done. There is the " + conflict.kind() + " “" + DisplayText.name(conflict.name())
                            + "”: " + conflict.reason() + ".");
        }
        if (!plan.isEmpty()) {
            new PlanExecution(management, plan, progress).run();
        }
    }

    // ---- people

    @Override
    public List<PersonReport> verify(DesiredState desired) throws SetupException, InterruptedException {
        String service = ServiceName.parse(desired.service()).value();
        List<Wanted.Person> people = people(service, desired.people());
        List<Holdings.Place> places = new ArrayList<>(places(people));
        places.add(new Holdings.Place(EntityKind.SERVICE, service));
        Holdings holdings = Holdings.at(management, places);
        List<PersonReport> reports = new ArrayList<>();
        try (SideBySide<PersonReport> questions = new SideBySide<>(AT_A_TIME, "setup-verify", reports::add)) {
            for (Wanted.Person person : people) {
                questions.start(() -> report(person, holdings));
            }
            questions.finish();
        }
        return reports;
    }

    private static List<Wanted.Person> people(String service, Collection<String> typed) throws SetupException {
        return PersonName.parseAll(typed).stream()
                .map(name -> new Wanted.Person(service, name.value()))
                .toList();
    }

    private PersonReport report(Wanted.Person person, Holdings holdings) throws SetupException, InterruptedException {
        Optional<IdentityEntity> identity = holdings.find(EntityKind.IDENTITY, person.name());
        Optional<String> service = holdings.idOfService(person.service());
        if (identity.isEmpty() || service.isEmpty()) {
            return Advice.missing(person, identity);
        }
        return Advice.report(
                identity.get(),
                management.advise(identity.get().id(), service.get()),
                usable(identity.get()).isPresent(),
                new Ownership(person.service()).covers(identity.get()));
    }

    private Optional<PendingInvitation> usable(IdentityEntity identity) {
        return identity.invitation().filter(invitation -> invitation.expires().isAfter(clock.instant()));
    }

    @Override
    public List<PersonInvitation> invitations(DesiredState desired) throws SetupException, InterruptedException {
        String service = ServiceName.parse(desired.service()).value();
        List<Wanted.Person> people = people(service, desired.people());
        Holdings holdings = Holdings.at(management, places(people));
        List<PersonInvitation> invitations = new ArrayList<>();
        try (SideBySide<PersonInvitation> requests = new SideBySide<>(AT_A_TIME, "setup-invite", invitations::add)) {
            for (Wanted.Person person : people) {
                Optional<IdentityEntity> identity =
                        holdings.find(EntityKind.IDENTITY, person.name()).filter(found -> !found.enrolled());
                if (identity.isPresent()) {
                    Optional<PendingInvitation> usable = usable(identity.get());
                    boolean ours = new Ownership(service).covers(identity.get());
                    if (usable.isPresent()) {
                        requests.start(() -> invitation(person.name(), usable.get(), ours));
                    } else if (ours) {
                        requests.start(() -> reissue(identity.get()));
                    }
                }
            }
            requests.finish();
        }
        return invitations;
    }

    @Override
    public PersonInvitation reissue(String typedService, String typedPerson)
            throws SetupException, InterruptedException {
        String service = ServiceName.parse(typedService).value();
        String person = PersonName.parse(typedPerson).value();
        List<IdentityEntity> found = management.findByName(EntityKind.IDENTITY, List.of(person));
        if (found.isEmpty()) {
            throw new SetupException(
                    SetupFailure.NOT_FOUND,
                    "The network has nobody of the name “" + person + "”. Look whether it is written as it was when you"
                            + " invited them.");
        }
        if (!new Ownership(service).covers(found.getFirst())) {
            throw new SetupException(
                    SetupFailure.NAME_TAKEN,
                    "“" + person + "” was " + Ownership.maker(found.getFirst())
                            + " and is left alone. Ask who administers the network, or"
                            + " invite the person under another name.");
        }
        return reissue(found.getFirst());
    }

    private PersonInvitation reissue(IdentityEntity identity) throws SetupException, InterruptedException {
        return invitation(identity.name(), management.reissue(identity.id(), REISSUED_FOR), true);
    }

    private static PersonInvitation invitation(String name, PendingInvitation pending, boolean ours) {
        return new PersonInvitation(name, pending.jwt(), pending.expires(), ours);
    }
}
