package dev.chatp2p.ziti.enroll;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.enroll.EnrollmentHttp.Answer;
import dev.chatp2p.ziti.identity.CertificateRequest;
import dev.chatp2p.ziti.identity.ClientTls;
import dev.chatp2p.ziti.identity.PrivateFile;
import dev.chatp2p.ziti.rest.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Enrols at a controller (ziti-edge-protocol §3). Stateless; any thread. How the trust comes about is told at
 * {@link NetworkTrust} and in {@code docs/enrollment.md}.
 */
public final class ControllerEnroller implements Enroller {
    /** How long one exchange with a controller may take, unless somebody wants it otherwise. */
    public static final Duration TIMEOUT = Duration.ofSeconds(20);

    private static final Logger LOG = LoggerFactory.getLogger(ControllerEnroller.class);
    /** More than any identity file we write: a certificate chain and the CAs, in base64. */
    private static final int ROOM = 64 << 10;

    private final Duration timeout;
    private final InstantSource clock;
    private final NetworkTrust trust;

    public ControllerEnroller() {
        this(TIMEOUT, InstantSource.system());
    }

    /**
     * @param timeout how long one exchange with a controller may take; checking takes twice as long at most, enrolling
     *     once
     */
    public ControllerEnroller(Duration timeout, InstantSource clock) {
        this.timeout = timeout;
        this.clock = clock;
        this.trust = new NetworkTrust(timeout, clock);
    }

    @Override
    public CheckedInvitation check(Invitation invitation) throws ZitiException, InterruptedException {
        Expiry.require(invitation, clock.instant());
        return new CheckedInvitation(invitation, trust.authorities(invitation));
    }

    @Override
    public void enroll(CheckedInvitation checked, Proof proof, Path identityFile, Consumer<EnrollmentStep> progress)
            throws ZitiException, InterruptedException {
        Invitation invitation = checked.invitation();
        Expiry.require(invitation, clock.instant());
        Path file = identityFile.toAbsolutePath();
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw StorageFailures.exists(file);
        }
        switch (invitation.method()) {
            case OTT -> {
                if (!(proof instanceof Proof.None)) {
                    throw unfit("This invitation needs neither a certificate nor a password of yours."
                            + " Enroll without them.");
                }
                withNewKey(checked, file, progress);
            }
            case OTTCA, CA -> {
                if (!(proof instanceof Proof.Certificate files)) {
                    throw unfit("This invitation needs a certificate of your own and its key, from the CA that the"
                            + " network's administrator named. Enroll with both files.");
                }
                withCertificate(checked, OwnCertificate.read(files, clock.instant()), file, progress);
            }
            case UPDB -> {
                if (!(proof instanceof Proof.Password password)) {
                    throw unfit("This invitation needs a name and a password that you choose. Enroll with both.");
                }
                withPassword(checked, password, file, progress);
            }
            case NETWORK ->
                throw unfit("This only says where the network " + invitation.network()
                        + " is; it invites nobody, and the log-in through a browser that goes with it is not"
                        + " supported. Ask the network's administrator for an invitation of your own.");
        }
        LOG.info(
                "Enrolled at {} by {}",
                invitation.network(),
                invitation.method().claim());
    }

    private void withNewKey(CheckedInvitation checked, Path file, Consumer<EnrollmentStep> progress)
            throws ZitiException, InterruptedException {
        Invitation invitation = checked.invitation();
        progress.accept(EnrollmentStep.MAKING_KEY);
        try (PrivateFile draft = PrivateFile.begin(file, ROOM)) {
            PendingKey key = PendingKey.of(invitation, file);
            progress.accept(EnrollmentStep.REQUESTING_CERTIFICATE);
            String request =
                    CertificateRequest.text(invitation.identityId().orElseThrow(), key.privateKey(), key.publicKey());
            Answer answer;
            try {
                answer = ask(checked, tls(checked), query(invitation), "application/x-pem-file", request);
            } catch (ZitiException e) {
                throw key.isResumed() && e.failure() == ZitiFailure.INVITATION_USED ? usedByUs(e) : e;
            }
            List<X509Certificate> chain = CertificateAnswer.read(answer.body(), key.publicKey());
            progress.accept(EnrollmentStep.SAVING);
            draft.publish(
                    IdentityJson.withKey(invitation.controller(), key.privateKey(), chain, checked.authorities()));
            key.delete();
        } catch (IOException e) {
            throw StorageFailures.explain(e, file);
        }
    }

    private void withCertificate(
            CheckedInvitation checked, OwnCertificate own, Path file, Consumer<EnrollmentStep> progress)
            throws ZitiException, InterruptedException {
        Invitation invitation = checked.invitation();
        try (PrivateFile draft = PrivateFile.begin(file, ROOM)) {
            progress.accept(EnrollmentStep.REQUESTING_CERTIFICATE);
            SSLContext tls = ClientTls.showing(own.key(), own.chain(), checked.authorities());
            if (invitation.method() == EnrollmentMethod.CA) {
                ObjectNode name = JsonText.object().put("name", own.commonName());
                String body = own.commonName().isEmpty() ? "" : JsonText.of(name);
                ask(checked, tls, query(invitation), "application/json", body);
            } else {
                ask(checked, tls, query(invitation), "text/plain", "");
            }
            progress.accept(EnrollmentStep.SAVING);
            draft.publish(IdentityJson.withKey(invitation.controller(), own.key(), own.chain(), checked.authorities()));
        } catch (IOException e) {
            throw StorageFailures.explain(e, file);
        } catch (GeneralSecurityException e) {
            throw new ZitiException(
                    ZitiFailure.BAD_IDENTITY, "Your certificate cannot be used for TLS. Get another one.", e);
        }
    }

    private void withPassword(
            CheckedInvitation checked, Proof.Password login, Path file, Consumer<EnrollmentStep> progress)
            throws ZitiException, InterruptedException {
        Invitation invitation = checked.invitation();
        try (PrivateFile draft = PrivateFile.begin(file, ROOM)) {
            progress.accept(EnrollmentStep.REQUESTING_CERTIFICATE);
            ObjectNode account =
                    JsonText.object().put("username", login.username()).put("password", login.password());
            Answer answer = ask(checked, tls(checked), query(invitation), "application/json", JsonText.of(account));
            progress.accept(EnrollmentStep.SAVING);
            // The administrator may have fixed another name already, which then holds.
            String given = JsonText.parse(answer.body())
                    .orElseGet(JsonText::object)
                    .path("data")
                    .path("username")
                    .stringValue(login.username());
            draft.publish(IdentityJson.withName(invitation.controller(), given, checked.authorities()));
        } catch (IOException e) {
            throw StorageFailures.explain(e, file);
        }
    }

    private Answer ask(CheckedInvitation checked, SSLContext tls, String query, String contentType, String body)
            throws ZitiException, InterruptedException {
        Invitation invitation = checked.invitation();
        try (EnrollmentHttp http = new EnrollmentHttp(tls, timeout)) {
            Answer answer = http.enroll(invitation.controller(), query, contentType, body);
            if (!answer.isGood()) {
                throw EnrollmentRefusals.explain(answer.status(), answer.body(), invitation.network());
            }
            return answer;
        }
    }

    private static SSLContext tls(CheckedInvitation checked) throws ZitiException {
        return NetworkTrust.tls(checked.authorities(), checked.invitation().network());
    }

    private static String query(Invitation invitation) {
        String method = "method=" + invitation.method().claim();
        return invitation.secret().map(token -> method + "&token=" + token).orElse(method);
    }

    private static ZitiException usedByUs(ZitiException e) {
        return new ZitiException(
                ZitiFailure.INVITATION_USED,
                "This invitation has been used, it seems by an earlier attempt here that was cut off before the"
                        + " controller's answer arrived. Ask the network's administrator for a new one.",
                e);
    }

    private static ZitiException unfit(String sentence) {
        return new ZitiException(ZitiFailure.METHOD_NOT_SUPPORTED, sentence);
    }
}
