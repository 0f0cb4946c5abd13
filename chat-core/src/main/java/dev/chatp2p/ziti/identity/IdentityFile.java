package dev.chatp2p.ziti.identity;

import dev.chatp2p.ziti.ForeignText;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The text of an identity file, its references to other files resolved, its certificates not yet parsed. Layout: the JSON
 * that all Ziti SDKs share. Neither {@code toString} nor any exception shows a key or the value of {@code id.key}.
 *
 * @param controllers base URLs of the Edge Client API, at least one
 * @param enableHa whether the network is said to have several controllers
 * @param own its key and certificate; empty when it logs in with a password
 * @param caPem the CA bundle; empty when the system's trust store applies
 * @param username the name to log in with; only we write it
 */
record IdentityFile(
        List<URI> controllers, boolean enableHa, Optional<Own> own, Optional<String> caPem, Optional<String> username) {

    /**
     * @param keyPem text that should hold a PEM private key
     * @param certPem text that should hold the certificate chain, leaf first
     */
    record Own(String keyPem, String certPem) {
        @Override
        public String toString() {
            return "Own";
        }
    }

    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_CONTROLLERS = 32;
    /** At least two letters, so that a Windows drive is not taken for one. */
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):");

    private static final Pattern JWT = Pattern.compile("\\s*ey[\\w-]+\\.[\\w-]+\\.[\\w-]*\\s*");
    private static final JsonMapper JSON = JsonMapper.shared();

    static IdentityFile read(Path file) throws ZitiException {
        String name = ForeignText.line(String.valueOf(file.getFileName()), 80);
        String text = text(file, "The identity file " + ForeignText.line(file.toString(), 200));
        if (JWT.matcher(text).matches()) {
            throw bad(name
                    + " is an invitation, not an identity. It must be enrolled first; that makes the identity file.");
        }
        JsonNode root = parse(text, name);
        JsonNode id = root.path("id");
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
        // An identity with a key logs in with it, whatever other fields there are.
        Optional<String> username = Optional.of(root.path("username").stringValue(""))
                .filter(login -> !login.isBlank() && value(id, "key").isEmpty());
        Optional<Own> own = username.isPresent() ? Optional.empty() : Optional.of(own(id, folder, name));
        Optional<String> ca = value(id, "ca");
        Optional<String> caPem = ca.isPresent() ? Optional.of(resolve(ca.get(), folder, "ca", name)) : Optional.empty();
        return new IdentityFile(
                controllers(root, name), root.path("enableHa").booleanValue(false), own, caPem, username);
    }

    private static Own own(JsonNode id, Path folder, String name) throws ZitiException {
        String key = value(id, "key")
                .orElseThrow(() -> bad(name + " holds no key. An identity without a key of its own is not supported."));
        String keyPem = resolve(key, folder, "key", name);
        String cert =
                value(id, "cert").orElseThrow(() -> bad(name + " holds no certificate. Enroll the identity again."));
        return new Own(keyPem, resolve(cert, folder, "cert", name));
    }

    /** The text of the file with what its references lead to in their place, so that it needs no other file; a secret. */
    static String selfContained(Path file) throws ZitiException {
        String name = ForeignText.line(String.valueOf(file.getFileName()), 80);
        JsonNode root = parse(text(file, "The identity file " + ForeignText.line(file.toString(), 200)), name);
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
        ObjectNode id = (ObjectNode) root.path("id");
        for (String field : List.of("key", "cert", "ca")) {
            Optional<String> value = value(id, field);
            if (value.isPresent()) {
                id.put(field, "pem:" + resolve(value.get(), folder, field, name));
            }
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    private static JsonNode parse(String text, String name) throws ZitiException {
        try {
            JsonNode root = JSON.readTree(text);
            if (root.isObject() && root.path("id").isObject()) {
                return root;
            }
        } catch (JacksonException e) {
            // Not kept as the cause: its text may quote the key.
            throw bad(
                    name + " is damaged: it is not valid JSON. Use a good copy of the identity file, or enroll again.");
        }
        throw bad(name + " is not a Ziti identity file. Choose the .json file that enrolling made.");
    }

    private static List<URI> controllers(JsonNode root, String name) throws ZitiException {
        Set<URI> urls = new LinkedHashSet<>();
        for (JsonNode url : root.path("ztAPIs")) {
            urls.add(controller(url, name));
        }
        if (urls.isEmpty()) {
            urls.add(controller(root.path("ztAPI"), name));
        }
        if (urls.size() > MAX_CONTROLLERS) {
            throw bad(name + " lists too many controllers (" + urls.size() + "). Enroll the identity again.");
        }
        return List.copyOf(urls);
    }

    private static URI controller(JsonNode node, String name) throws ZitiException {
        if (!node.isString() || node.stringValue().isBlank()) {
            throw bad(name + " does not name its controller (ztAPI). Enroll the identity again.");
        }
        String text = node.stringValue();
        return ClientApiUrl.parse(text)
                .orElseThrow(() -> bad(name + " names a controller address that is not a valid https address: “"
                        + ForeignText.line(text, 100) + "”. Enroll the identity again."));
    }

    private static Optional<String> value(JsonNode id, String field) {
        return Optional.ofNullable(id.path(field).stringValue(null)).filter(v -> !v.isBlank());
    }

    private static String resolve(String value, Path folder, String field, String name) throws ZitiException {
        if (value.startsWith("pem:")) {
            return value.substring("pem:".length());
        }
        if (value.contains("-----BEGIN")) {
            return value;
        }
        String where = "The file that “id." + field + "” of " + name + " points to";
        Matcher scheme = SCHEME.matcher(value);
        if (!scheme.lookingAt()) {
            return text(path(value, folder, where), where);
        }
        String kind = scheme.group(1).toLowerCase(Locale.ROOT);
        if (kind.equals("file")) {
            return text(path(filePath(value.substring("file:".length())), folder, where), where);
        }
        String shown = ForeignText.line(kind, 20);
        if (field.equals("key")) {
            throw new ZitiException(
                    ZitiFailure.HARDWARE_KEY,
                    "The key of " + name + " is kept in hardware or by another program (" + shown
                            + "), which is not supported. Enroll an identity whose key is in a file.");
        }
        throw bad(where + " has the unknown form “" + shown + ":”. Enroll the identity again.");
    }

    /** {@code ///abs}, {@code /abs}, {@code //rel} and {@code rel} all occur after {@code file:}. */
    private static String filePath(String rest) {
        String path = rest.startsWith("//") ? rest.substring(2) : rest;
        boolean windowsDrive = path.matches("/[A-Za-z]:.*");
        return windowsDrive ? path.substring(1) : path;
    }

    private static Path path(String text, Path folder, String where) throws ZitiException {
        try {
            return folder.resolve(text);
        } catch (InvalidPathException e) {
            throw bad(where + " has no valid name. Enroll the identity again.");
        }
    }

    private static String text(Path file, String what) throws ZitiException {
        if (Files.isDirectory(file)) {
            throw bad(what + " is a folder. Choose the identity file itself.");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw bad(what + " is larger than 1 MiB, so it is not part of an identity. Choose another file.");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw bad(what + " does not exist. Check its name and place.");
        } catch (AccessDeniedException e) {
            throw bad(what + " may not be read by you. Change its permissions.");
        } catch (IOException e) {
            // Neither its text nor the exception itself is passed on: both hold the file's name, which is a key when
            // someone forgot the prefix “pem:”.
            throw bad(what + " cannot be read. Check the disk it is on, or enroll again.");
        }
    }

    private static ZitiException bad(String sentence) {
        return new ZitiException(ZitiFailure.BAD_IDENTITY, sentence);
    }

    @Override
    public String toString() {
        return "IdentityFile" + controllers;
    }
}
