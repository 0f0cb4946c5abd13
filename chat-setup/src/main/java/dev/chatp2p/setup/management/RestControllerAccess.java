package dev.chatp2p.setup.management;

import dev.chatp2p.setup.SetupException;
import dev.chatp2p.setup.SetupFailure;
import dev.chatp2p.setup.management.ManagementHttp.Answer;
import dev.chatp2p.setup.management.ManagementHttp.Call;
import dev.chatp2p.setup.management.PresentedController.Trust;
import dev.chatp2p.ziti.ForeignText;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.identity.AnyServer;
import dev.chatp2p.ziti.identity.ZitiIdentity;
import dev.chatp2p.ziti.rest.JsonText;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import tools.jackson.databind.JsonNode;

/**
 * The way to a controller over its Edge Management API. Who is there is found out by looking once without trust: one of the
 * CAs that a controller presents ({@code /.well-known/est/cacerts}) must vouch for the certificate shown on that very
 * connection. The controller must then prove itself on another one, host name included, that trusts only that CA and what is
 * under it. Whether it is the right CA only a person can tell, by its fingerprint; the others that it presents are not
 * believed. Nobody needs to be asked where the same proof succeeds by a CA that the system trusts.
 */
public final class RestControllerAccess implements ControllerAccess {
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(30);
    private static final int MAX_VERSION = 40;

    private final KnownControllers known;
    private final Duration limit;
    private final InstantSource clock;
    private final Supplier<List<X509Certificate>> system;

    /** @param knownControllers the file that remembers trusted controllers; made when first needed */
    public RestControllerAccess(Path knownControllers) {
        this(knownControllers, REQUEST_LIMIT, InstantSource.system());
    }

    RestControllerAccess(Path knownControllers, Duration limit, InstantSource clock) {
        this(knownControllers, limit, clock, Authorities::ofSystem);
    }

    /** @param system the roots that the system trusts */
    RestControllerAccess(
            Path knownControllers, Duration limit, InstantSource clock, Supplier<List<X509Certificate>> system) {
        this.known = new KnownControllers(knownControllers);
        this.limit = limit;
        this.clock = clock;
        this.system = system;
    }

    @Override
    public URI address(String typed) throws SetupException {
        return ControllerAddress.parse(typed);
    }

    @Override
    public PresentedController probe(URI address) throws SetupException, InterruptedException {
        Optional<Authorities> remembered = known.authorities(address);
        Answer look = look(address);
        List<X509Certificate> chain = look.server();
        Authorities said = Authorities.readEst(look.body())
                .filter(_ -> look.isSuccess() && !chain.isEmpty())
                .orElseThrow(() -> ManagementRefusals.notAController(who(address), look.status()));
        checkDates(chain.getFirst(), who(address));
        Optional<X509Certificate> knownRoot = remembered.flatMap(authorities -> authorities.rootOf(chain));
        if (remembered.isPresent() && knownRoot.isPresent()) {
            return proved(address, remembered.get(), knownRoot.get(), Trust.KNOWN);
        }
        Optional<X509Certificate> root = said.rootOf(chain);
        Optional<Authorities> bySystem = Authorities.vouching(system.get(), chain);
        if (bySystem.isPresent()) {
            try {
                X509Certificate systemRoot = bySystem.get().certificates().getFirst();
                return proved(
                        address, bySystem.get(), systemRoot, remembered.isPresent() ? Trust.CHANGED : Trust.KNOWN);
            } catch (SetupException e) {
                // Everybody can have such a certificate for a name of their own. Left is what a person can compare.
                if (e.failure() != SetupFailure.UNTRUSTED || root.isEmpty()) {
                    throw e;
                }
            }
        }
        X509Certificate shown = root.orElseThrow(() -> unproved(address));
        return proved(address, said.under(shown), shown, remembered.isPresent() ? Trust.CHANGED : Trust.NEW);
    }

    /** The controller if it proves itself, host name included, by these and nothing else. */
    private PresentedController proved(URI address, Authorities authorities, X509Certificate root, Trust trust)
            throws SetupException, InterruptedException {
        String version = version(address, authorities);
        return new PresentedController(
                address, version, authorities.certificates(), Authorities.fingerprint(root), trust);
    }

    private Answer look(URI address) throws SetupException, InterruptedException {
        try (ManagementHttp anybody = new ManagementHttp(address, AnyServer.context(), limit)) {
            return anybody.send(Call.get("/.well-known/est/cacerts"));
        }
    }

    private String version(URI address, Authorities authorities) throws SetupException, InterruptedException {
        try (ManagementHttp http = new ManagementHttp(address, authorities.tls(), limit)) {
            Answer answer = http.send(Call.get("/version"));
            JsonNode data = JsonText.parse(answer.body())
                    .filter(_ -> answer.isSuccess())
                    .map(json -> json.path("data"))
                    .filter(json -> json.path("apiVersions").isObject())
                    .orElseThrow(() -> ManagementRefusals.notAController(http.who(), answer.status()));
            return ForeignText.line(data.path("version").stringValue("unknown"), MAX_VERSION);
        } catch (SetupException e) {
            throw e.failure() == SetupFailure.UNTRUSTED ? otherName(address, e) : e;
        }
    }

    @Override
    public void trust(PresentedController controller) throws SetupException {
        known.remember(controller.address(), new Authorities(controller.authorities()));
    }

    @Override
    public ManagementClient logIn(PresentedController controller, AdminLogin login, TotpPrompt totp)
            throws SetupException, InterruptedException {
        Authorities authorities = known.authorities(controller.address())
                .or(() -> controller.trust() == Trust.KNOWN
                        ? Optional.of(new Authorities(controller.authorities()))
                        : Optional.empty())
                .orElseThrow(() -> new SetupException(
                        SetupFailure.UNTRUSTED,
                        "Nobody has said yet that " + who(controller.address())
                                + " is the right controller. Compare its" + " fingerprint first, and trust it."));
        ManagementHttp http = new ManagementHttp(controller.address(), tls(authorities, login), limit);
        boolean in = false;
        try {
            AdminSession session = AdminSession.open(http, login, totp);
            in = true;
            return new ManagementClient(http, session, controller.version(), clock);
        } finally {
            if (!in) {
                http.close();
            }
        }
    }

    private static SSLContext tls(Authorities authorities, AdminLogin login) throws SetupException {
        return switch (login) {
            case AdminLogin.Password _ -> authorities.tls();
            case AdminLogin.Identity identity -> tls(authorities, identity.file());
        };
    }

    private static SSLContext tls(Authorities authorities, Path identityFile) throws SetupException {
        try {
            return ZitiIdentity.read(identityFile).sslContext(authorities.certificates());
        } catch (ZitiException e) {
            throw new SetupException(SetupFailure.BAD_INPUT, e.sentence(), e);
        } catch (GeneralSecurityException | IOException e) {
            throw new SetupException(
                    SetupFailure.BAD_INPUT,
                    "The identity in “" + ForeignText.line(identityFile.toString(), 200) + "” cannot be used to log in."
                            + " Use another administrator's, or a user name and password.",
                    e);
        }
    }

    private void checkDates(X509Certificate server, String who) throws SetupException {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneId.systemDefault());
        try {
            server.checkValidity(Date.from(clock.instant()));
        } catch (CertificateExpiredException e) {
            throw new SetupException(
                    SetupFailure.UNTRUSTED,
                    "The certificate of " + who
                            + " has expired. Renew it on the controller. (This computer thinks today is " + today
                            + "; if that is wrong, set its clock.)",
                    e);
        } catch (CertificateNotYetValidException e) {
            throw new SetupException(
                    SetupFailure.UNTRUSTED,
                    "The certificate of " + who + " is not valid yet by this computer's clock, which says " + today
                            + ". Set the clock and time zone of this computer.",
                    e);
        }
    }

    private static SetupException unproved(URI address) {
        return new SetupException(
                SetupFailure.NOT_A_CONTROLLER,
                "The certificate of " + who(address)
                        + " does not come from the authorities that it names itself. Something"
                        + " may be in between, such as a proxy; otherwise look at the controller's certificates.");
    }

    private static SetupException otherName(URI address, SetupException e) {
        return new SetupException(
                SetupFailure.UNTRUSTED,
                "The certificate of " + who(address)
                        + " is for another address, or not the same each time. Type the host name that the controller's"
                        + " certificate is for; if it was the right one, something may be in between.",
                e);
    }

    private static String who(URI address) {
        return String.valueOf(address.getRawAuthority());
    }
}
