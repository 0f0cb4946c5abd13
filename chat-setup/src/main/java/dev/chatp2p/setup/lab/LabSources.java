package dev.chatp2p.setup.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The Go module {@code lab/} of the repository, which pins the OpenZiti version and holds the Go peer.
 *
 * @param folder the folder with {@code go.mod}
 */
record LabSources(Path folder) {
    /** Names the folder where it is not {@code lab/} in the working folder or above it. */
    static final String VARIABLE = "CHATP2P_LAB";

    private static final Pattern ZITI_VERSION =
            Pattern.compile("(?m)^\\s*(?:require\\s+)?github\\.com/openziti/ziti (v[0-9][0-9A-Za-z.+-]*)");

    static Optional<LabSources> find(LabEnvironment environment) {
        Optional<String> named = environment.variable(VARIABLE);
        if (named.isPresent()) {
            return named.map(Path::of).filter(LabSources::isModule).map(LabSources::new);
        }
        for (Path folder = environment.workingFolder(); folder != null; folder = folder.getParent()) {
            Path lab = folder.resolve("lab");
            if (isModule(lab)) {
                return Optional.of(new LabSources(lab));
            }
        }
        return Optional.empty();
    }

    private static boolean isModule(Path folder) {
        return Files.isRegularFile(folder.resolve("go.mod")) && Files.isDirectory(folder.resolve("peer"));
    }

    /** The version of OpenZiti that {@code go.mod} pins, such as {@code v1.6.0}. */
    String zitiVersion() throws LabException {
        try {
            Matcher version = ZITI_VERSION.matcher(Files.readString(folder.resolve("go.mod")));
            if (version.find()) {
                return version.group(1);
            }
        } catch (IOException e) {
            throw new LabException("The file " + folder.resolve("go.mod") + " cannot be read.", e);
        }
        throw new LabException(
                "The file " + folder.resolve("go.mod") + " pins no version of github.com/openziti/ziti.");
    }

    /** Changes whenever the Go peer, or the version of something it is built from, does. */
    String peerFingerprint() throws LabException {
        try (Stream<Path> peer = Files.list(folder.resolve("peer"))) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            List<Path> files = Stream.concat(
                            Stream.of(folder.resolve("go.mod"), folder.resolve("go.sum")),
                            peer.filter(LabSources::isCompiled).sorted())
                    .toList();
            for (Path file : files) {
                byte[] content = Files.readAllBytes(file);
                digest.update((file.getFileName() + "\n" + content.length + "\n").getBytes(StandardCharsets.UTF_8));
                digest.update(content);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new LabException("The sources of the Go peer in " + folder + " cannot be read.", e);
        }
    }

    private static boolean isCompiled(Path file) {
        String name = file.toString();
        return name.endsWith(".go") && !name.endsWith("_test.go");
    }
}
