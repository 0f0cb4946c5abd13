package dev.chatp2p.setup.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.setup.lab.LabAccess;
import dev.chatp2p.setup.lab.LabIdentity;
import dev.chatp2p.setup.lab.LabKey;
import dev.chatp2p.setup.lab.LabNetwork;
import dev.chatp2p.setup.lab.RealNetwork;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.circuit.EdgeConnection;
import dev.chatp2p.ziti.client.BindOptions;
import dev.chatp2p.ziti.client.LoginState;
import dev.chatp2p.ziti.client.ZitiClient;
import dev.chatp2p.ziti.client.ZitiListener;
import dev.chatp2p.ziti.controller.ApiSession;
import dev.chatp2p.ziti.controller.ClientInfo;
import dev.chatp2p.ziti.controller.ControllerClient;
import dev.chatp2p.ziti.controller.LoginFlow;
import dev.chatp2p.ziti.controller.Totp;
import dev.chatp2p.ziti.identity.ZitiIdentity;
import dev.chatp2p.ziti.rest.BoundedHttps;
import dev.chatp2p.ziti.rest.JsonText;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both ways to log in at a real controller: renewing, second factors, and logging out. */
@RealNetwork
@Timeout(300)
class LoginIT extends InteropTestBase {
    private static final ClientInfo INFO = new ClientInfo("test", "1");
    private static final int LINE = 4;
    private static final Duration SETTLED = Duration.ofSeconds(2);

    LoginIT(LabNetwork network) {
        super(network);
    }

    @ParameterizedTest
    @EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
    void anOidcLogInHostsIsDialedAndKeepsItsLinksWhenTokensAreRenewed(LoginFlow dialing) throws Exception {
        String name = "oidc-host-for-" + dialing;
        ZitiClient host = start(network.identity(name), LoginFlow.OIDC);
        ZitiClient dialer = start(network.identity("dialer-" + dialing), dialing);
        ZitiListener listener = host.host(LabNetwork.SERVICE, new BindOptions(Optional.empty(), 3, SOON));
        await().atMost(SOON).until(() -> listener.state().bound() == 3);
        EdgeConnection dialed = dialer.dial(LabNetwork.SERVICE, name, new byte[0], SOON);
        EdgeConnection accepted = listener.accept();
        exchange(dialed, accepted);
        ApiSession before = session(host);
        assertEquals(ApiSession.Kind.OIDC, before.kind());

        host.renewLogin();
        dialer.renewLogin();
        await().atMost(SOON).until(() -> !session(host).token().equals(before.token()));

        assertEquals(before.id(), session(host).id(), "it is the same API session");
        // A router that does not take the new token loses its channel, and with it terminator and link.
        await().atMost(SOON).during(SETTLED).until(() -> listener.state().bound() == 3);
        exchange(dialed, accepted);
        exchange(accepted, dialed);
        EdgeConnection another = dialer.dial(LabNetwork.SERVICE, name, new byte[0], SOON);
        exchange(another, listener.accept());
        assertTrue(host.terminators(LabNetwork.SERVICE).stream()
                .anyMatch(t -> t.identity().equals(name)));
    }

    @Test
    void anOidcLogInDialsALegacyOne() throws Exception {
        ZitiClient host = start(network.identity("legacy-host"), LoginFlow.LEGACY);
        ZitiClient dialer = start(network.identity("oidc-dialer"), LoginFlow.OIDC);
        ZitiListener listener = host.host(LabNetwork.SERVICE, new BindOptions(Optional.empty(), 3, SOON));
        await().atMost(SOON).until(() -> listener.state().bound() == 3);
        EdgeConnection dialed = dialer.dial(LabNetwork.SERVICE, "legacy-host", new byte[0], SOON);
        exchange(dialed, listener.accept());
    }

    @Test
    void aRenewalGivesANewTokenEveryTimeAndALogOutEndsIt() throws Exception {
        ControllerClient client = client(network.identity("oidc-renewing"), LoginFlow.OIDC);
        ApiSession first = client.login();
        ApiSession second = client.refresh();
        ApiSession third = client.refresh();
        assertNotEquals(first.token(), second.token());
        assertNotEquals(second.token(), third.token());
        assertEquals(first.id(), third.id());
        assertEquals("oidc-renewing", third.identityName());
        assertEquals(third, client.verify());
        assertEquals(List.of(), client.findControllers().stream().skip(1).toList());
        client.logout();
        assertEquals(
                ZitiFailure.SESSION_EXPIRED,
                assertThrows(ZitiException.class, client::services).failure());
    }

    @Test
    void withoutAReasonThisControllerGetsTheLegacyWay() throws Exception {
        ControllerClient client = client(network.identity("auto-login"), LoginFlow.AUTO);
        assertEquals(ApiSession.Kind.LEGACY, client.login().kind());
    }

    @Test
    void aDisabledIdentityIsRefused() throws Exception {
        LabIdentity identity = network.createIdentity("oidc-disabled", LabAccess.CHAT, LabKey.EC);
        ControllerClient client = client(identity, LoginFlow.OIDC);
        network.disableIdentity(identity);
        assertEquals(
                ZitiFailure.LOGIN_REFUSED,
                assertThrows(ZitiException.class, client::login).failure());
    }

    @ParameterizedTest
    @EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
    void aSecondFactorIsAskedForAndAnswered(LoginFlow flow) throws Exception {
        LabIdentity identity = network.createIdentity("second-factor-" + flow, LabAccess.CHAT, LabKey.EC);
        String secret = enrolApp(ZitiIdentity.read(identity.file()));
        ZitiClient client = start(identity, flow);
        await().atMost(SOON).until(() -> client.login() instanceof LoginState.SecondFactorNeeded);

        ZitiException wrong = assertThrows(ZitiException.class, () -> client.answerSecondFactor("000000"));
        assertEquals(ZitiFailure.MFA_REQUIRED, wrong.failure());
        assertEquals(new LoginState.SecondFactorNeeded(Optional.of(wrong)), client.login());
        client.answerSecondFactor(Totp.code(secret, Instant.now()));

        assertInstanceOf(LoginState.LoggedIn.class, client.login());
        ZitiListener listener = client.host(LabNetwork.SERVICE, new BindOptions(Optional.empty(), 3, SOON));
        await().atMost(SOON).until(() -> listener.state().bound() == 3);
    }

    // ---- helpers

    private ZitiClient start(LabIdentity identity, LoginFlow flow) throws Exception {
        ZitiClient client = opened(new ZitiClient(ZitiIdentity.read(identity.file()), INFO, flow, () -> {}));
        client.start();
        return client;
    }

    private ControllerClient client(LabIdentity identity, LoginFlow flow) throws Exception {
        return opened(new ControllerClient(ZitiIdentity.read(identity.file()), INFO, flow));
    }

    private static ApiSession session(ZitiClient client) {
        return assertInstanceOf(LoginState.LoggedIn.class, client.login()).session();
    }

    private static void exchange(EdgeConnection from, EdgeConnection to) throws Exception {
        byte[] line = "line".getBytes(UTF_8);
        from.write(line, 0, LINE);
        byte[] got = new byte[LINE];
        int count = 0;
        while (count < LINE) {
            int more = to.read(got, count, LINE - count);
            assertTrue(more > 0, "the link has ended");
            count += more;
        }
        assertArrayEquals(line, got);
    }

    /** Sets an authenticator app up as the identity itself, and gives its secret. */
    private static String enrolApp(ZitiIdentity identity) throws Exception {
        try (BoundedHttps https = new BoundedHttps(identity.sslContext(), "enrol-app-", 1 << 20)) {
            URI base = identity.controllers().getFirst();
            String token = JsonText.parse(ask(https, base, "POST", "/authenticate?method=cert", "", "{}"))
                    .orElseThrow()
                    .path("data")
                    .path("token")
                    .asString();
            ask(https, base, "POST", "/current-identity/mfa", token, "{}");
            String secret = JsonText.parse(ask(https, base, "GET", "/current-identity/mfa", token, ""))
                    .orElseThrow()
                    .path("data")
                    .path("provisioningUrl")
                    .asString()
                    .replaceFirst(".*[?&]secret=([A-Z2-7]+).*", "$1");
            String code = Totp.code(secret, Instant.now());
            ask(https, base, "POST", "/current-identity/mfa/verify", token, "{\"code\":\"" + code + "\"}");
            ask(https, base, "DELETE", "/current-api-session", token, "");
            return secret;
        }
    }

    private static String ask(BoundedHttps https, URI base, String method, String path, String token, String body)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .header("accept", "application/json")
                .header("content-type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("zt-session", token);
        }
        HttpResponse<String> answer = https.send(request.build(), Duration.ofSeconds(20));
        assertEquals(2, answer.statusCode() / 100, answer::body);
        return answer.body();
    }
}
