package dev.chatp2p.ziti.controller;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a person gives as a code of their authenticator app, or as a recovery code. Stateless. */
public final class SecondFactorCode {
    /** What to tell a person when a code is asked for. */
    public static final String QUESTION =
            "The network asks for a second factor. Give the code of your authenticator app.";

    /** People type what apps show in groups: {@code 123 456}, {@code 123-456}. */
    private static final Pattern GROUPING = Pattern.compile("[\\p{javaWhitespace}\\p{Z}-]");

    /** Safe in a header. The codes of controllers seen have 6 characters. */
    private static final Pattern CODE = Pattern.compile("[0-9A-Z]{4,32}");

    private SecondFactorCode() {}

    /**
     * The code without spaces and hyphens, its letters large: recovery codes are Base32 (ziti 1.6.0,
     * {@code mfa_manager.go}), which knows no small ones.
     *
     * @throws ZitiException MFA_REQUIRED if it can be no code; the network need not be asked
     */
    public static String clean(String typed) throws ZitiException {
        String code = GROUPING.matcher(typed).replaceAll("").toUpperCase(Locale.ROOT);
        if (!CODE.matcher(code).matches()) {
            throw new ZitiException(
                    ZitiFailure.MFA_REQUIRED,
                    "That is not a code. Give the six digits that the authenticator app shows, or a recovery code.");
        }
        return code;
    }
}
