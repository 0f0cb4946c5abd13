package dev.chatp2p.desktop.app;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where this user's files belong by the conventions of the operating system. The folders need not exist.
 *
 * @param config settings and identities
 * @param state logs
 */
record UserFolders(Path config, Path state) {

    private static final String NAME = "chat-p2p";

    static UserFolders ofThisUser() {
        return of(System.getProperty("os.name", ""), System.getenv(), Path.of(System.getProperty("user.home", ".")));
    }

    static UserFolders of(String osName, Map<String, String> environment, Path home) {
        String os = osName.toLowerCase(Locale.ROOT);
        if (os.startsWith("windows")) {
            return new UserFolders(
                    folder(environment, "APPDATA")
                            .orElse(home.resolve("AppData/Roaming"))
                            .resolve(NAME),
                    folder(environment, "LOCALAPPDATA")
                            .orElse(home.resolve("AppData/Local"))
                            .resolve(NAME + "/logs"));
        }
        if (os.startsWith("mac")) {
            return new UserFolders(
                    home.resolve("Library/Application Support").resolve(NAME),
                    home.resolve("Library/Logs").resolve(NAME));
        }
        return new UserFolders(
                folder(environment, "XDG_CONFIG_HOME")
                        .orElse(home.resolve(".config"))
                        .resolve(NAME),
                folder(environment, "XDG_STATE_HOME")
                        .orElse(home.resolve(".local/state"))
                        .resolve(NAME));
    }

    /** The identity used when none is named. */
    RememberedIdentity identity() {
        return new RememberedIdentity(config);
    }

    /** Which controllers this user trusts. */
    Path knownControllers() {
        return config.resolve("controllers.json");
    }

    /** A folder named by a variable; relative ones are to be ignored (XDG Base Directory Specification). */
    private static Optional<Path> folder(Map<String, String> environment, String variable) {
        String value = environment.getOrDefault(variable, "");
        return value.isEmpty() || !Path.of(value).isAbsolute() ? Optional.empty() : Optional.of(Path.of(value));
    }
}
