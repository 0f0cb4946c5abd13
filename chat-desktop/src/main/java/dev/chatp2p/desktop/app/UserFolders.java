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
 * @param data what is kept of conversations
 */
record UserFolders(Path config, Path state, Path data) {

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
                            .resolve(NAME + "/logs"),
                    folder(environment, "LOCALAPPDATA")
                            .orElse(home.resolve("AppData/Local"))
                            .resolve(NAME));
        }
        if (os.startsWith("mac")) {
            return new UserFolders(
                    home.resolve("Library/Application Support").resolve(NAME),
                    home.resolve("Library/Logs").resolve(NAME),
                    home.resolve("Library/Application Support").resolve(NAME));
        }
        return new UserFolders(
                folder(environment, "XDG_CONFIG_HOME")
                        .orElse(home.resolve(".config"))
                        .resolve(NAME),
                folder(environment, "XDG_STATE_HOME")
                        .orElse(home.resolve(".local/state"))
                        .resolve(NAME),
                folder(environment, "XDG_DATA_HOME")
                        .orElse(home.resolve(".local/share"))
                        .resolve(NAME));
    }

    /**
     * The folders of a profile. Those of {@value Profile#DEFAULT} are where identity and log were before there were profiles.
     *
     * @throws IllegalArgumentException if that is no {@linkplain Profile#isName name}
     */
    Profile profile(String name) {
        if (!Profile.isName(name)) {
            throw new IllegalArgumentException("a profile cannot be called that");
        }
        Path below = Path.of("profiles", name);
        return name.equals(Profile.DEFAULT)
                ? new Profile(name, config, data.resolve(below), state)
                : new Profile(name, config.resolve(below), data.resolve(below), state.resolve(below));
    }

    Profile defaultProfile() {
        return profile(Profile.DEFAULT);
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
