package dev.chatp2p.ziti.controller;

import dev.chatp2p.ziti.ForeignText;
import dev.chatp2p.ziti.ZitiException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What an authenticator app is set up with. Secret, except for its {@link #toString}.
 *
 * @param provisioning {@code otpauth://totp/…}, written anew from the parts that were understood
 * @param secret Base32, without padding
 * @param recoveryCodes at most {@value #MAX_RECOVERY_CODES}
 */
public record TotpEnrollment(URI provisioning, String secret, List<String> recoveryCodes) {
    static final int MAX_RECOVERY_CODES = 100;

    private static final String START = "otpauth://totp/";
    private static final int MAX_URL = 2048;
    private static final int MAX_LABEL = 120;
    private static final Pattern SECRET = Pattern.compile("([A-Z2-7]{16,128})=*");
    private static final Pattern RECOVERY_CODE = Pattern.compile("[!-~]{1,32}");
    /** What apps know besides the secret and the issuer; controllers seen (1.6.0) leave all of it out. */
    private static final Map<String, Pattern> SETTINGS = Map.of(
            "algorithm", Pattern.compile("SHA1|SHA256|SHA512"),
            "digits", Pattern.compile("[6-8]"),
            "period", Pattern.compile("[1-9][0-9]{0,2}"));

    public TotpEnrollment {
        recoveryCodes = List.copyOf(recoveryCodes);
    }

    /** Reads {@code GET /current-identity/mfa} of a second factor that is not verified. */
    static TotpEnrollment read(JsonNode data) throws ZitiException {
        String url = data.path("provisioningUrl").stringValue("");
        // Not parsed as an address: the controller puts the identity's name into it as it is.
        int query = url.lastIndexOf('?');
        if (!url.startsWith(START) || url.length() > MAX_URL || query < 0) {
            throw Json.odd("provisioningUrl");
        }
        Map<String, String> parameters = parameters(url.substring(query + 1));
        var secret = SECRET.matcher(parameters.getOrDefault("secret", ""));
        if (!secret.matches()) {
            throw Json.odd("the secret in provisioningUrl");
        }
        StringBuilder address = new StringBuilder(START)
                .append(escaped(ForeignText.line(decoded(url.substring(START.length(), query)), MAX_LABEL)))
                .append("?secret=")
                .append(secret.group(1));
        Optional.ofNullable(parameters.get("issuer"))
                .map(issuer -> ForeignText.line(issuer, MAX_LABEL))
                .filter(issuer -> !issuer.isEmpty())
                .ifPresent(issuer -> address.append("&issuer=").append(escaped(issuer)));
        SETTINGS.keySet().stream()
                .sorted()
                .filter(parameters::containsKey)
                .forEach(name -> address.append('&').append(name).append('=').append(parameters.get(name)));
        return new TotpEnrollment(
                URI.create(address.toString()), secret.group(1), recoveryCodes(data.path("recoveryCodes")));
    }

    /** Each is shown, copied and saved as it is. */
    static List<String> recoveryCodes(JsonNode codes) throws ZitiException {
        if (!codes.isArray() || codes.size() > MAX_RECOVERY_CODES) {
            throw Json.odd("recoveryCodes");
        }
        List<String> checked = new ArrayList<>();
        for (JsonNode code : codes) {
            String text = code.stringValue("");
            if (!RECOVERY_CODE.matcher(text).matches()) {
                throw Json.odd("recoveryCodes");
            }
            checked.add(text);
        }
        return checked;
    }

    private static Map<String, String> parameters(String query) throws ZitiException {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            Pattern allowed = SETTINGS.get(parts[0]);
            String value = decoded(parts.length > 1 ? parts[1] : "");
            if (allowed != null && !allowed.matcher(value).matches()) {
                // Left out, the app would show other codes than the controller expects.
                throw Json.odd(parts[0] + " in provisioningUrl");
            }
            parameters.put(parts[0], value);
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // a per cent sign in an identity's name
        }
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%3A", ":");
    }

    @Override
    public String toString() {
        return "TotpEnrollment[" + recoveryCodes.size() + " recovery codes]";
    }
}
