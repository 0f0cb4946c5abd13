package dev.chatp2p.ziti.posture;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.controller.ApiSession;
import dev.chatp2p.ziti.controller.ControllerClient;
import dev.chatp2p.ziti.controller.PostureAnswer;
import dev.chatp2p.ziti.controller.PosturePolicy;
import dev.chatp2p.ziti.controller.PostureQuery;
import dev.chatp2p.ziti.controller.Service;
import dev.chatp2p.ziti.controller.ServiceSession;
import dev.chatp2p.ziti.controller.SessionType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gets permissions that depend on posture checks: answers what the network asks about this computer, and explains what does
 * not pass. Answers questions about the operating system, the domain and the network cards, and says nothing unasked.
 *
 * <p>Thread-safe.
 */
public final class Posture {

    private final ControllerClient controller;
    private final Computer computer;

    /** What was answered during which log-in; another one may find the controller knowing nothing, or something old. */
    private record Answered(String session, Set<String> queries) {
        Answered(String session) {
            this(session, ConcurrentHashMap.newKeySet());
        }
    }

    /** Written by whoever first asks after a log-in; two at once only answer twice. */
    private volatile Answered answered = new Answered("");

    public Posture(ControllerClient controller, Computer computer) {
        this.controller = controller;
        this.computer = computer;
    }

    /**
     * Asks for the permission to dial or to host, after answering what is asked about this computer.
     *
     * @param service as just described by the controller
     * @throws ZitiException POSTURE with what is missing, or as {@link ControllerClient#createSession}
     */
    public ServiceSession session(ApiSession api, Service service, SessionType type)
            throws ZitiException, InterruptedException {
        Service told = tell(api, service, type);
        if (told.postureFailing(type)) {
            throw failing(told, type);
        }
        try {
            return controller.createSession(told.id(), type);
        } catch (ZitiException e) {
            if (e.failure() != ZitiFailure.POSTURE) {
                throw e;
            }
            // It has changed in between; the description says what.
            Optional<Service> now = controller.service(service.name()).filter(s -> s.postureFailing(type));
            throw now.isPresent() ? failing(now.get(), type) : e;
        }
    }

    /** Answers what was not yet answered or does not pass; returns the service as it is after that. */
    private Service tell(ApiSession api, Service service, SessionType type) throws ZitiException, InterruptedException {
        Answered so = answered;
        if (!so.session().equals(api.id())) {
            so = new Answered(api.id());
            answered = so;
        }
        List<PostureAnswer> answers = new ArrayList<>();
        for (PosturePolicy policy : service.policies(type)) {
            for (PostureQuery query : policy.queries()) {
                boolean due = !query.passing() || !so.queries().contains(query.id());
                boolean first = answers.stream().noneMatch(a -> a.id().equals(query.id()));
                if (due && first && !query.id().isEmpty()) {
                    answer(query).ifPresent(answers::add);
                }
            }
        }
        if (answers.isEmpty()) {
            return service;
        }
        controller.answer(answers);
        for (PostureAnswer answer : answers) {
            so.queries().add(answer.id());
        }
        return controller.service(service.name()).orElse(service);
    }

    private Optional<PostureAnswer> answer(PostureQuery query) {
        return switch (query.kind()) {
            case OS -> {
                Computer.OperatingSystem os = computer.operatingSystem();
                yield Optional.of(new PostureAnswer.OperatingSystem(query.id(), os.type(), os.version()));
            }
            case DOMAIN -> Optional.of(new PostureAnswer.Domain(query.id(), computer.domain()));
            case MAC -> Optional.of(new PostureAnswer.HardwareAddresses(query.id(), computer.hardwareAddresses()));
            case PROCESS, PROCESS_MULTI, MFA, UNKNOWN -> Optional.empty();
        };
    }

    private ZitiException failing(Service service, SessionType type) {
        return new ZitiException(ZitiFailure.POSTURE, PostureWords.failing(service, type, computer));
    }
}
