package dev.chatp2p.ziti.enroll;

import dev.chatp2p.ziti.ForeignText;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * An enrolment token (a JWT; ziti-edge-protocol §3.1), read but not yet trusted: only {@link Enroller#check} finds out
 * whether the network it names has signed it. It holds a secret, which {@code toString} does not show. Immutable.
 */
public final class Invitation {
    private static final int MAX_CONTROLLERS = 32;
    private static final int MAX_URL = 300;
    private static final String HTTPS = "https://";
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    /** What may go into a URL and into a certificate's name without further ado. */
    private static final Pattern ID = Pattern.compile("[\\w.-]{1,200}");

    private final SignedToken token;
    private final EnrollmentMethod method;
    private final URI controller;
    private final List<URI> controllers;
    private final Optional<Instant> expires;
    private final Optional<String> identityId;
    private final Optional<String> secret;

    private Invitation(SignedToken token) throws ZitiException {
        this.token = token;
        JsonNode claims = token.claims();
        method = method(claims.path("em"));
        controller = controller(claims.path("iss"));
        controllers = controllers(controller, claims.path("ctrls"));
        expires = expires(claims.path("exp"));
        boolean personal = switch (method) {
            case OTT, OTTCA, UPDB -> true;
            case CA, NETWORK -> false;
        };
        identityId = personal ? Optional.of(id(claims.path("sub"))) : Optional.empty();
        secret = personal ? Optional.of(id(claims.path("jti"))) : Optional.empty();
        if (personal && expires.isEmpty()) {
            throw SignedToken.damaged();
        }
    }

    /**
     * Reads a token from text: what a {@code .jwt} file holds or what somebody pasted; white space around and in it (line
     * breaks of an e-mail) and quotation marks do not matter. No network, no clock.
     *
     * @throws ZitiException BAD_INVITATION if that is no token, METHOD_NOT_SUPPORTED if it is one for a router, or of a
     *     kind we do not know
     */
    public static Invitation parse(String text) throws ZitiException {
        return new Invitation(SignedToken.parse(TokenText.token(text)));
    }

    /** The same from a file, of which at most 64 KiB are read. */
    public static Invitation read(Path file) throws ZitiException {
        return parse(TokenText.read(file));
    }

    public EnrollmentMethod method() {
        return method;
    }

    /** Root URL of the controller that issued it, such as {@code https://ctrl.example.org:1280}. */
    public URI controller() {
        return controller;
    }

    /** {@code host:port} of that controller, to show. */
    public String network() {
        return controller.getRawAuthority();
    }

    /**
     * Root URLs of all controllers it names, the issuer first. The others are where routers find them (claim
     * {@code ctrls}), which need not be where clients do.
     */
    public List<URI> controllers() {
        return controllers;
    }

    /** Until when it can be used; network tokens may have no end. */
    public Optional<Instant> expires() {
        return expires;
    }

    /** What the network calls the identity, not its name; empty for methods that make the identity on enrolling. */
    public Optional<String> identityId() {
        return identityId;
    }

    /** What the controller knows the invitation by (claim {@code jti}): who has it can enrol. Safe in a URL. */
    Optional<String> secret() {
        return secret;
    }

    /** Whether the owner of that key has made it. */
    boolean isSignedWith(PublicKey key) {
        return token.isSignedWith(key);
    }

    /** Which network and how; nothing secret. */
    @Override
    public String toString() {
        return "Invitation[" + network() + ", " + method.claim() + "]";
    }

    private static EnrollmentMethod method(JsonNode em) throws ZitiException {
        String claim = em.stringValue("");
        return Arrays.stream(EnrollmentMethod.values())
                .filter(one -> one.claim().equals(claim))
                .findFirst()
                .orElseThrow(() -> switch (claim) {
                    case "" ->
                        new ZitiException(
                                ZitiFailure.BAD_INVITATION,
                                "This is a token, but not an invitation to a Ziti network."
                                        + " Ask for the file that ends in .jwt.");
                    case "erott" ->
                        unsupported("This invitation is for an edge router, not for a person."
                                + " Ask the network's administrator for one for yourself.");
                    case "token" ->
                        unsupported("This invitation needs a log-in at another provider (in a browser), which is not"
                                + " supported. Ask the network's administrator for a one-time invitation.");
                    default ->
                        unsupported("This invitation is of a kind that is not supported (“"
                                + ForeignText.line(claim, 20)
                                + "”). Ask the network's administrator for a one-time invitation.");
                });
    }

    private static URI controller(JsonNode iss) throws ZitiException {
        String text = iss.stringValue("");
        if (text.startsWith("http://")) {
            throw new ZitiException(
                    ZitiFailure.BAD_INVITATION,
                    "This invitation names an address without encryption (http), so it is not used."
                            + " Ask the network's administrator for a new one.");
        }
        return Optional.of(text)
                .filter(url -> url.startsWith(HTTPS))
                .flatMap(url -> root(url.substring(HTTPS.length())))
                .orElseThrow(SignedToken::damaged);
    }

    private static List<URI> controllers(URI issuer, JsonNode ctrls) throws ZitiException {
        Set<URI> all = new LinkedHashSet<>();
        all.add(issuer);
        if (ctrls.size() > MAX_CONTROLLERS) {
            throw SignedToken.damaged();
        }
        for (JsonNode ctrl : ctrls) {
            // Kinds of address that are no use to us are passed over.
            String text = ctrl.stringValue("");
            if (text.startsWith("tls:")) {
                root(text.substring("tls:".length()).replaceFirst("^//", "")).ifPresent(all::add);
            }
        }
        return List.copyOf(all);
    }

    /** {@code https://} and that, which must be a host, perhaps a port, and nothing more than a slash. */
    private static Optional<URI> root(String authority) {
        if (authority.length() > MAX_URL) {
            return Optional.empty();
        }
        String bare = authority.endsWith("/") ? authority.substring(0, authority.length() - 1) : authority;
        try {
            URI url = new URI(HTTPS + bare).parseServerAuthority();
            boolean valid = url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawPath().isEmpty()
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null
                    && url.getPort() != 0
                    && url.getPort() <= 65535;
            return Optional.of(url).filter(_ -> valid);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> expires(JsonNode exp) throws ZitiException {
        if (exp.isMissingNode() || exp.isNull()) {
            return Optional.empty();
        }
        if (!exp.isNumber() || exp.doubleValue() < 0 || exp.doubleValue() > LATEST.getEpochSecond()) {
            throw SignedToken.damaged();
        }
        return Optional.of(Instant.ofEpochSecond((long) exp.doubleValue()));
    }

    private static String id(JsonNode claim) throws ZitiException {
        return Optional.of(claim.stringValue(""))
                .filter(text -> ID.matcher(text).matches())
                .orElseThrow(SignedToken::damaged);
    }

    private static ZitiException unsupported(String sentence) {
        return new ZitiException(ZitiFailure.METHOD_NOT_SUPPORTED, sentence);
    }
}
