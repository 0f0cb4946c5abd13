package dev.chatp2p.packaging;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.css.Stylesheet;
import org.jspecify.annotations.Nullable;

/**
 * Copies jars without what an installation has no use for, and so that their classes can be in the start-up cache:
 *
 * <ul>
 *   <li>no native libraries of other systems and processors; those of this one are laid beside the jars, so that they are not
 *       unpacked at each start;
 *   <li>no signatures: the cache leaves signed classes out, and the digests of BouncyCastle alone are some 12,000 objects;
 *   <li>of manifests only what Java or a library asks for: they are all read at the start, and what OSGi asks for is up to 37 KB;
 *   <li>no entries for folders, 1000 names that would be read, too;
 *   <li>no announcement of security providers: the JDK would make BouncyCastle's, 700 classes, only to read their names; we use
 *       its algorithms directly;
 *   <li>style sheets are there parsed, too;
 *   <li>classes from before Java 6 (picocli's) with the stack maps of today: the cache leaves older ones out.
 * </ul>
 */
final class SlimJars {

    /** The folders before a library's name say what for: system, processor. */
    private static final Pattern LIBRARY = Pattern.compile("(?:.*/([^/]+)/([^/]+)/)?([^/]+\\.(?:so|dll|dylib|jnilib))");

    private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+\\.(?:SF|RSA|DSA|EC)");
    private static final Set<Attributes.Name> ATTRIBUTES = Set.of(
            Attributes.Name.MANIFEST_VERSION,
            Attributes.Name.MULTI_RELEASE,
            Attributes.Name.IMPLEMENTATION_TITLE,
            Attributes.Name.IMPLEMENTATION_VERSION,
            Attributes.Name.IMPLEMENTATION_VENDOR,
            Attributes.Name.SPECIFICATION_TITLE,
            Attributes.Name.SPECIFICATION_VERSION,
            Attributes.Name.SPECIFICATION_VENDOR);
    private static final String PROVIDERS = "META-INF/services/java.security.Provider";

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

    /**
     * Copies all jars of a folder.
     *
     * @param libraries where their native libraries go
     */
    void copyAll(Path from, Path to, Path libraries) throws IOException {
        Files.createDirectories(to);
        Files.createDirectories(libraries);
        try (Stream<Path> jars = Files.list(from)) {
            for (Path jar : jars.sorted().toList()) {
                copy(jar, to.resolve(String.valueOf(jar.getFileName())), libraries);
            }
        }
    }

    private void copy(Path jar, Path copy, Path libraries) throws IOException {
        try (JarFile in = new JarFile(jar.toFile());
                OutputStream file = Files.newOutputStream(copy);
                JarOutputStream out = new JarOutputStream(file)) {
            for (JarEntry entry : in.stream().filter(e -> !e.isDirectory()).toList()) {
                try (InputStream content = in.getInputStream(entry)) {
                    byte[] bytes = content.readAllBytes();
                    boolean old = entry.getName().endsWith(".class") && isOld(bytes);
                    copy(entry, old ? modern(bytes, in) : bytes, out, libraries);
                    String parsed = entry.getName().replaceFirst("[.]css$", ".bss");
                    if (in.getEntry(parsed) == null && !parsed.equals(entry.getName())) {
                        putParsed(parsed, bytes, entry.getTime(), out);
                    }
                }
            }
        }
        Files.setLastModifiedTime(copy, Files.getLastModifiedTime(jar));
    }

    private void copy(JarEntry entry, byte[] content, JarOutputStream out, Path libraries) throws IOException {
        String name = entry.getName();
        Matcher library = LIBRARY.matcher(name);
        if (library.matches()) {
            if (library.group(1) == null || isOwn(library)) {
                Files.write(libraries.resolve(library.group(3)), content);
            }
        } else if (name.equals(JarFile.MANIFEST_NAME)) {
            put(name, entry.getTime(), out);
            manifest(content).write(out);
            out.closeEntry();
        } else if (!SIGNATURE.matcher(name).matches() && !name.equals(PROVIDERS)) {
            put(name, entry.getTime(), out);
            out.write(content);
            out.closeEntry();
        }
    }

    /** JavaFX takes a parsed style sheet that lies beside the one it is asked for. Its own has some already. */
    private static void putParsed(String name, byte[] css, long time, JarOutputStream out) throws IOException {
        Path folder = Files.createTempDirectory("styles");
        Path text = Files.write(folder.resolve("text.css"), css);
        Path parsed = folder.resolve("text.bss");
        Stylesheet.convertToBinary(text.toFile(), parsed.toFile());
        put(name, time, out);
        out.write(Files.readAllBytes(parsed));
        out.closeEntry();
        Folders.delete(folder);
    }

    private boolean isOwn(Matcher library) {
        return platform.nativeFolder().equals(library.group(1)) && processors.contains(library.group(2));
    }

    private static void put(String name, long time, JarOutputStream out) throws IOException {
        JarEntry entry = new JarEntry(name);
        entry.setTime(time);
        out.putNextEntry(entry);
    }

    private static Manifest manifest(byte[] content) throws IOException {
        Manifest manifest = new Manifest(new ByteArrayInputStream(content));
        manifest.getEntries().clear();
        manifest.getMainAttributes().keySet().retainAll(ATTRIBUTES);
        return manifest;
    }

    private static boolean isOld(byte[] classFile) {
        int version = ((classFile[6] & 0xff) << 8) | (classFile[7] & 0xff);
        return version < ClassFile.JAVA_6_VERSION;
    }

    private static byte[] modern(byte[] classFile, JarFile jar) {
        ClassFile format = ClassFile.of(
                ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                ClassFile.ClassHierarchyResolverOption.of(
                        ClassHierarchyResolver.ofResourceParsing((ClassDesc type) -> open(jar, type))
                                .orElse(ClassHierarchyResolver.defaultResolver())));
        return format.transformClass(
                format.parse(classFile),
                ClassTransform.endHandler(builder -> builder.withVersion(ClassFile.JAVA_8_VERSION, 0))
                        .andThen(ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)));
    }

    /** A class of the jar; null if it is of another, as the resolver wants it. */
    private static @Nullable InputStream open(JarFile jar, ClassDesc type) {
        String name = type.descriptorString();
        try {
            JarEntry entry = jar.getJarEntry(name.substring(1, name.length() - 1) + ".class");
            return entry == null ? null : jar.getInputStream(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
