package dev.chatp2p.core.text;

import java.net.URI;
import java.util.Set;

/**
 * A link that stands in a text.
 *
 * @param start where it begins in the text, in UTF-16 units
 * @param end where it ends, exclusive
 * @param target what is opened: {@code http}, {@code https} or {@code mailto}, in ASCII only. The host is in the form it is
 *     looked up by (Punycode), so show this one to whoever is asked, not what the text says
 * @param host the host of the target, or of the mail address; IPv6 addresses in brackets
 * @param cautions what a person should look at twice before opening it; often none
 */
public record WebLink(int start, int end, URI target, String host, Set<Caution> cautions) {

    public WebLink {
        cautions = Set.copyOf(cautions);
    }

    /** Why to look twice. */
    public enum Caution {
        /** A part of the host's name has letters of several scripts, such as a Cyrillic {@code а} between Latin ones. */
        MIXED_SCRIPTS,
        /** A part of the host's name has only letters of another script that look like Latin ones. */
        LOOKS_LATIN,
        /** The host's name is not in ASCII, or is Punycode: it can look like another one. */
        NOT_ASCII,
        /** Something stands before the host ({@code https://bank.example@evil.example}), which may look like the host. */
        USER_INFO,
        /** Not the usual port. */
        PORT,
        /** The host is a number, not a name. */
        IP_ADDRESS
    }
}
