package dev.chatp2p.setup.management;

import dev.chatp2p.setup.SetupException;
import dev.chatp2p.setup.SetupFailure;
import dev.chatp2p.ziti.ForeignText;
import dev.chatp2p.ziti.identity.PrivateFile;
import dev.chatp2p.ziti.rest.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Remembers in a file which CAs a controller had when a person compared its fingerprint:
 * {@code {"controllers":{"https://host:port":"PEM"}}}. Any thread; the file is read anew each time.
 */
final class KnownControllers {
    private static final int MAX_BYTES = 4 << 20;
    private static final int MAX_CONTROLLERS = 200;
    private static final String CONTROLLERS = "controllers";

    private final Path file;

    KnownControllers(Path file) {
        this.file = file.toAbsolutePath();
    }

    /**
     * What is remembered about the controller.
     *
     * @throws SetupException STORAGE if the file cannot be read or is damaged: nothing is trusted then
     */
    Optional<Authorities> authorities(URI controller) throws SetupException {
        return Optional.ofNullable(all().get(controller.toString()));
    }

    /** @throws SetupException STORAGE; the file stays as it was */
    synchronized void remember(URI controller, Authorities authorities) throws SetupException {
        Map<String, Authorities> all = all();
        all.put(controller.toString(), authorities);
        if (all.size() > MAX_CONTROLLERS) {
            throw storage("Too many controllers are remembered in " + shown()
                    + ". Delete that file; the fingerprints must" + " be compared again then.");
        }
        ObjectNode root = JsonText.object();
        ObjectNode controllers = root.putObject(CONTROLLERS);
        all.forEach((address, known) -> controllers.put(address, known.pem()));
        write(JsonText.of(root));
    }

    private Map<String, Authorities> all() throws SetupException {
        Optional<String> text = read();
        Map<String, Authorities> all = new LinkedHashMap<>();
        if (text.isEmpty()) {
            return all;
        }
        JsonNode controllers =
                JsonText.parse(text.get()).map(root -> root.path(CONTROLLERS)).orElseThrow(this::damaged);
        if (!controllers.isObject() || controllers.size() > MAX_CONTROLLERS) {
            throw damaged();
        }
        for (Map.Entry<String, JsonNode> entry : controllers.properties()) {
            all.put(
                    entry.getKey(),
                    Authorities.readPem(entry.getValue().stringValue("")).orElseThrow(this::damaged));
        }
        return all;
    }

    private Optional<String> read() throws SetupException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw damaged();
            }
            return Optional.of(new String(bytes, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw storage("The file of known controllers, " + shown()
                    + ", cannot be read. Check its permissions and the" + " disk it is on.");
        }
    }

    private void write(String text) throws SetupException {
        try (PrivateFile draft = PrivateFile.begin(file, text.length())) {
            draft.replace(text);
        } catch (IOException e) {
            throw storage("The controller cannot be remembered in " + shown()
                    + ". Check that the folder can be written to" + " and the disk is not full.");
        }
    }

    private SetupException damaged() {
        return storage(
                "The file of known controllers, " + shown() + ", is damaged, so no controller is trusted. Restore it,"
                        + " or delete it and compare the fingerprints again.");
    }

    private String shown() {
        return ForeignText.line(file.toString(), 200);
    }

    private static SetupException storage(String sentence) {
        return new SetupException(SetupFailure.STORAGE, sentence);
    }
}
