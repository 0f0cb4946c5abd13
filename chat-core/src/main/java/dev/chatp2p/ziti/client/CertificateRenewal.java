package dev.chatp2p.ziti.client;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.client.RenewalDecision.Known;
import dev.chatp2p.ziti.client.RenewalDecision.Step;
import dev.chatp2p.ziti.controller.ApiSession;
import dev.chatp2p.ziti.controller.Authenticators;
import dev.chatp2p.ziti.controller.ControllerClient;
import dev.chatp2p.ziti.identity.RenewableCertificate;
import dev.chatp2p.ziti.identity.ZitiIdentity;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews the identity's certificate before it ends: looks after the first log-in and then once a day, on a virtual thread
 * of its own. Certificates that the network has not issued itself are left alone.
 *
 * <p>Thread-safe.
 */
final class CertificateRenewal implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CertificateRenewal.class);

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration AFTER_FAILURE = Duration.ofHours(1);
    /** Extend, verify, adopt, and a void certificate to drop before: more is a controller that plays with us. */
    private static final double JITTER = 0.1;

    private static final int MAX_STEPS = 5;

    private final RenewableCertificate certificate;
    private final ControllerClient controller;
    private final Authenticators authenticators;
    private final Consumer<ApiSession> outdated;
    private final InstantSource clock;
    private final RandomGenerator random;

    /** Sessions after a log-in; the newest counts. */
    private final BlockingQueue<ApiSession> logIns = new LinkedBlockingQueue<>();

    private final Thread thread;
    /** Confined to whoever calls {@link #look}: the thread. */
    private boolean warned;

    /**
     * @param outdated told when a session is bound to the certificate before and a new log-in is needed
     */
    CertificateRenewal(
            RenewableCertificate certificate,
            ControllerClient controller,
            RandomGenerator random,
            InstantSource clock,
            Consumer<ApiSession> outdated) {
        this.certificate = certificate;
        this.controller = controller;
        this.authenticators = new Authenticators(controller);
        this.random = random;
        this.clock = clock;
        this.outdated = outdated;
        this.thread = Thread.ofVirtual().name("ziti-certificate").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** There was a log-in, or the session has a new token. Returns at once. */
    void loggedIn(ApiSession session) {
        logIns.add(session);
    }

    private void run() {
        try {
            @Nullable ApiSession session = null;
            long due = System.nanoTime();
            while (true) {
                ApiSession newer =
                        session == null ? logIns.take() : logIns.poll(due - System.nanoTime(), TimeUnit.NANOSECONDS);
                boolean another =
                        newer != null && (session == null || !newer.id().equals(session.id()));
                session = newer == null ? session : newer;
                boolean now = due - System.nanoTime() <= 0
                        || (another && certificate.waiting().isPresent());
                if (now && session != null) {
                    due = System.nanoTime()
                            + Backoff.spread(tryToLook(session), JITTER, random).toNanos();
                }
            }
        } catch (InterruptedException e) {
            log.debug("no longer looking after the certificate");
        }
    }

    /** Returns when to look again. */
    private Duration tryToLook(ApiSession session) throws InterruptedException {
        try {
            look(session);
            return DAY;
        } catch (ZitiException e) {
            if (e.failure() == ZitiFailure.STORAGE && !warned) {
                warned = true;
                log.warn("{}", e.sentence());
            } else {
                log.debug("the certificate is not renewed yet: {}", e.sentence());
            }
            return AFTER_FAILURE;
        }
    }

    /**
     * Does what there is to do for the certificate now.
     *
     * @throws ZitiException STORAGE if the next certificate cannot be kept, or what the controller says; nothing is lost,
     *     look again later
     */
    void look(ApiSession session) throws ZitiException, InterruptedException {
        for (int i = 0; i < MAX_STEPS; i++) {
            boolean due = isDue();
            Optional<X509Certificate> waiting = certificate.waiting();
            if (!due && waiting.isEmpty()) {
                return;
            }
            Optional<Authenticators.Certificate> current = authenticators.certificate(fingerprints());
            boolean renewable =
                    current.filter(Authenticators.Certificate::renewable).isPresent();
            Step step = RenewalDecision.next(due, waiting.isPresent(), known(current, waiting), renewable);
            log.debug("certificate: {}", step);
            switch (step) {
                case NOTHING -> {
                    return;
                }
                case EXTEND -> certificate.keep(authenticators.extend(current.orElseThrow(), certificate.request()));
                case VERIFY -> {
                    if (!authenticators.verify(current.orElseThrow(), certificate.waitingPem())) {
                        certificate.drop();
                    }
                }
                case ADOPT -> {
                    adopt(session);
                    return;
                }
                case DROP -> certificate.drop();
            }
        }
    }

    private boolean isDue() {
        X509Certificate shown = certificate.shown();
        return RenewalDecision.isDue(
                shown.getNotBefore().toInstant(), shown.getNotAfter().toInstant(), clock.instant());
    }

    private Set<String> fingerprints() {
        Set<String> fingerprints = new HashSet<>();
        fingerprints.add(ZitiIdentity.fingerprint(certificate.shown()));
        certificate.waiting().map(ZitiIdentity::fingerprint).ifPresent(fingerprints::add);
        return fingerprints;
    }

    private static Known known(Optional<Authenticators.Certificate> current, Optional<X509Certificate> waiting) {
        if (current.isEmpty()) {
            return Known.NEITHER;
        }
        boolean next = waiting.map(ZitiIdentity::fingerprint)
                .filter(current.get().fingerprint()::equals)
                .isPresent();
        return next ? Known.NEXT : Known.BEFORE;
    }

    private void adopt(ApiSession session) {
        boolean shownAlready =
                certificate.waiting().filter(certificate.shown()::equals).isPresent();
        certificate.adopt();
        if (shownAlready) {
            return; // the log-in has used it
        }
        controller.reconnect();
        if (session.kind() == ApiSession.Kind.OIDC) {
            // Its tokens name the certificate that a router must see. Of a legacy session the controller itself changes
            // that when it goes over to the next certificate, so its circuits need not be given up.
            outdated.accept(session);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
