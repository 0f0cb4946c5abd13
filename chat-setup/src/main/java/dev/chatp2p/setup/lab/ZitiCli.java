package dev.chatp2p.setup.lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs {@code ziti} commands as the administrator of one lab network, away from the user's own configuration. */
final class ZitiCli {
    /** The administrator's name and password: the network is reachable from this machine only, and lives for a test. */
    static final String ADMIN = "admin";

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration LOGIN_AGE = Duration.ofMinutes(15);
    private static final JsonMapper JSON = new JsonMapper();

    private final ZitiBinary ziti;
    private final Path folder;
    private final int controllerPort;
    private long loggedInAt;
    private boolean loggedIn;

    ZitiCli(ZitiBinary ziti, Path folder, int controllerPort) {
        this.ziti = ziti;
        this.folder = folder;
        this.controllerPort = controllerPort;
    }

    /** A command line with the lab's own configuration folders. */
    Subprocess.Command command(String name, List<String> words, Map<String, String> environment) {
        List<String> line = new ArrayList<>();
        line.add(ziti.path().toString());
        line.addAll(words);
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("ZITI_CONFIG_DIR", folder.resolve("cli").toString());
        variables.put("ZITI_HOME", folder.toString());
        return new Subprocess.Command(name, line, variables, folder);
    }

    /** Runs a command that needs no administrator and gives its output. */
    String run(Map<String, String> environment, String... words) throws LabException, InterruptedException {
        return Subprocess.run(command("ziti " + words[0] + " " + words[1], List.of(words), environment), log(), LIMIT);
    }

    /** Runs an administrator's command, such as {@code edge create service …}. */
    String administer(String... words) throws LabException, InterruptedException {
        boolean fresh = logIn();
        try {
            return asAdministrator(words);
        } catch (LabException e) {
            loggedIn = false;
            if (fresh) {
                throw e;
            }
            logIn(); // a controller that was started again may have forgotten the last one
            return asAdministrator(words);
        }
    }

    private boolean logIn() throws LabException, InterruptedException {
        if (loggedIn && System.nanoTime() - loggedInAt < LOGIN_AGE.toNanos()) {
            return false;
        }
        run(Map.of(), "edge", "login", "127.0.0.1:" + controllerPort, "-u", ADMIN, "-p", ADMIN, "-y");
        loggedInAt = System.nanoTime();
        loggedIn = true;
        return true;
    }

    private String asAdministrator(String... words) throws LabException, InterruptedException {
        return Subprocess.run(
                command(
                        "ziti " + String.join(" ", List.of(words).subList(0, Math.min(4, words.length))),
                        List.of(words),
                        Map.of()),
                log(),
                LIMIT);
    }

    /** All rows of an {@code … list …} command that match the filter. */
    Iterable<JsonNode> list(String area, String entities, String filter) throws LabException, InterruptedException {
        return json(area, "list", entities, filter + " limit none", "-j").path("data");
    }

    /** Runs an administrator's command that prints JSON. */
    JsonNode json(String... words) throws LabException, InterruptedException {
        String output = administer(words);
        try {
            return JSON.readTree(output);
        } catch (JacksonException e) {
            throw new LabException("ziti " + String.join(" ", words) + " printed no JSON.", e);
        }
    }

    private Path log() {
        return folder.resolve("cli.log");
    }
}
