package dev.chatp2p.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The list of parts (CycloneDX), which Maven makes online only: offline, that of an earlier build is good if the parts are the same. */
final class PartsList {

    private static final Pattern LIBRARY = Pattern.compile(
            "\"purl\"\\s*:\\s*\"pkg:maven/[^/\"]+/([^@\"]+)@([^?\"]+)(?:\\?(?:classifier=([^&\"]+))?[^\"]*)?\"");

    private final Path file;

    PartsList(Path file) {
        this.file = file;
    }

    /**
     * Refuses a list that does not name every jar.
     *
     * @param folders those of the jars to be packed
     * @throws IOException with what to do, if there is no list or a jar is not in it
     */
    void requireAllOf(Path... folders) throws IOException {
        if (Files.notExists(file)) {
            throw new IOException(
                    "there is no list of parts, " + file + ". Maven makes it online only: build once without -o");
        }
        TreeSet<String> missing = new TreeSet<>();
        for (Path folder : folders) {
            try (Stream<Path> jars = Files.list(folder)) {
                jars.map(jar -> jar.toFile().getName())
                        .filter(name -> name.endsWith(".jar"))
                        .forEach(missing::add);
            }
        }
        missing.removeAll(LIBRARY.matcher(Files.readString(file))
                .results()
                .map(PartsList::jarOf)
                .collect(Collectors.toSet()));
        if (!missing.isEmpty()) {
            throw new IOException("the list of parts, " + file + ", is that of an earlier build and lacks "
                    + String.join(", ", missing) + ". Maven makes it online only: build once without -o");
        }
    }

    /** As the build names it. */
    private static String jarOf(MatchResult library) {
        String classifier = library.group(3) == null ? "" : "-" + library.group(3);
        return library.group(1) + "-" + library.group(2) + classifier + ".jar";
    }
}
