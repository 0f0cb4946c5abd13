package dev.chatp2p.setup.plan;

import dev.chatp2p.setup.SetupException;
import dev.chatp2p.setup.SetupFailure;
import java.util.Locale;

/**
 * The name of the service, which is a role attribute too and begins the policies' names: what a {@link PersonName} may be,
 * without what means something in roles.
 */
public record ServiceName(String value) {

    public ServiceName {
        // Says in an exception for programmers what parse says to people.
        if (isRole(value)) {
            throw new IllegalArgumentException("no name for a service");
        }
    }

    /**
     * Reads what somebody typed.
     *
     * @throws SetupException BAD_INPUT, in words for the field it was typed into
     */
    public static ServiceName parse(String typed) throws SetupException {
        String value = typed.isBlank() ? "" : PersonName.parse(typed).value();
        if (value.isEmpty() || isRole(value)) {
            throw new SetupException(
                    SetupFailure.BAD_INPUT,
                    "“" + value
                            + "” cannot be the service's name: it must not be empty or “all”, nor begin with # or @."
                            + " Most networks use “" + DesiredState.DEFAULT_SERVICE + "”.");
        }
        return new ServiceName(value);
    }

    /** The role {@code #all} would be everybody. */
    private static boolean isRole(String value) {
        return value.startsWith("#")
                || value.startsWith("@")
                || value.toLowerCase(Locale.ROOT).equals("all");
    }

    @Override
    public String toString() {
        return value;
    }
}
