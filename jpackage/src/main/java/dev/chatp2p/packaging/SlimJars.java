package dev.chatp2p.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Copies jars without what an installation has no use for: native libraries of other systems and processors, and signatures,
 * which keep a jar's classes out of the start-up cache. SQLite's library is laid beside the jars, so that it is not unpacked
 * at each start.
 */
final class SlimJars {

    /** The folders before a library's name say what for: system, processor. */
    private static final Pattern LIBRARY = Pattern.compile(".*/([^/]+)/([^/]+)/([^/]+\\.(?:so|dll|dylib|jnilib))");

    private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+\\.(?:SF|RSA|DSA|EC)");

    private final Platform platform;
    private final Set<String> processors;

    /** @param processor as the property {@code os.arch} has it */
    SlimJars(Platform platform, String processor) {
        this.platform = platform;
        this.processors = switch (processor.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> Set.of("x86_64");
            case "aarch64", "arm64" -> Set.of("aarch64", "arm64");
            default -> Set.of(processor);
        };
    }

    void copyAll(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> jars = Files.list(from)) {
            for (Path jar : jars.sorted().toList()) {
                copy(jar, to);
            }
        }
    }

    private void copy(Path jar, Path to) throws IOException {
        Path copy = to.resolve(nameOf(jar));
        try (JarFile in = new JarFile(jar.toFile())) {
            if (in.stream().map(JarEntry::getName).noneMatch(SlimJars::isSpecial)) {
                Files.copy(jar, copy, StandardCopyOption.COPY_ATTRIBUTES);
                return;
            }
            try (OutputStream file = Files.newOutputStream(copy);
                    JarOutputStream out = new JarOutputStream(file)) {
                for (JarEntry entry : in.stream().toList()) {
                    copy(in, entry, out, to);
                }
            }
        }
        Files.setLastModifiedTime(copy, Files.getLastModifiedTime(jar));
    }

    private static String nameOf(Path jar) {
        return String.valueOf(jar.getFileName());
    }

    private static boolean isSpecial(String name) {
        return LIBRARY.matcher(name).matches() || SIGNATURE.matcher(name).matches();
    }

    private void copy(JarFile in, JarEntry entry, JarOutputStream out, Path to) throws IOException {
        String name = entry.getName();
        Matcher library = LIBRARY.matcher(name);
        if (SIGNATURE.matcher(name).matches() || (library.matches() && !isOwn(library))) {
            return;
        }
        try (InputStream content = in.getInputStream(entry)) {
            if (library.matches() && name.startsWith("org/sqlite/")) {
                Files.copy(content, to.resolve(library.group(3)));
                return;
            }
            JarEntry same = new JarEntry(name);
            same.setTime(entry.getTime());
            out.putNextEntry(same);
            content.transferTo(out);
            out.closeEntry();
        }
    }

    private boolean isOwn(Matcher library) {
        return platform.nativeFolder().equals(library.group(1)) && processors.contains(library.group(2));
    }
}
