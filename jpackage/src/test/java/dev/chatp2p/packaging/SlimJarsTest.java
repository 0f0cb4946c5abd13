package dev.chatp2p.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.Opcode;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.css.Stylesheet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlimJarsTest {

    private static final int JAVA_5 = 49;

    @TempDir
    private Path folder;

    @BeforeEach
    void makeAJar() throws IOException {
        Files.createDirectory(folder.resolve("from"));
        try (OutputStream file = Files.newOutputStream(folder.resolve("from/library.jar"));
                JarOutputStream out = new JarOutputStream(file)) {
            put(out, "META-INF/MANIFEST.MF", """
                    Manifest-Version: 1.0
                    Multi-Release: true
                    Implementation-Version: 1.2
                    Export-Package: some;version="1.2"

                    Name: some/Thing.class
                    SHA-256-Digest: AAAA

                    """);
            put(out, "META-INF/", "");
            put(out, "META-INF/SIGNER.SF", "signature");
            put(out, "META-INF/SIGNER.DSA", "signature");
            put(out, "META-INF/services/java.security.Provider", "some.Provider");
            put(out, "META-INF/services/java.sql.Driver", "some.Driver");
            put(out, "some/look.css", ".root { -fx-padding: 7; }");
            put(out, "some/parsed.css", ".root {}");
            put(out, "some/parsed.bss", "by its makers");
            put(out, "some/native/Linux/x86_64/libthing.so", "ours");
            put(out, "some/native/Linux/aarch64/libthing.so", "of another processor");
            put(out, "some/native/Linux-Musl/x86_64/libthing.so", "of another C library");
            put(out, "some/native/Windows/x86_64/thing.dll", "of another system");
            out.putNextEntry(new JarEntry("some/Old.class"));
            out.write(oldClass());
            out.closeEntry();
        }
    }

    private static void put(JarOutputStream out, String name, String content) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(content.getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
    }

    /** A class with a jump, as a compiler of Java 5 wrote it: without a stack map. */
    private static byte[] oldClass() {
        return ClassFile.of(ClassFile.StackMapsOption.DROP_STACK_MAPS)
                .build(
                        ClassDesc.of("some.Old"),
                        type -> type.withVersion(JAVA_5, 0)
                                .withMethodBody(
                                        "larger",
                                        MethodTypeDesc.of(
                                                ConstantDescs.CD_int, ConstantDescs.CD_int, ConstantDescs.CD_int),
                                        ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                                        code -> code.iload(0)
                                                .iload(1)
                                                .ifThenElse(
                                                        Opcode.IF_ICMPGT,
                                                        first -> first.iload(0).ireturn(),
                                                        second ->
                                                                second.iload(1).ireturn())));
    }

    private JarFile copied() throws IOException {
        new SlimJars(Platform.LINUX, "amd64")
                .copyAll(folder.resolve("from"), folder.resolve("to"), folder.resolve("libraries"));
        return new JarFile(folder.resolve("to/library.jar").toFile());
    }

    @Test
    void onlyThisComputersLibraryIsKeptBesideTheJar() throws IOException {
        try (JarFile jar = copied();
                Stream<Path> libraries = Files.list(folder.resolve("libraries"))) {
            assertEquals(
                    List.of(),
                    jar.stream()
                            .filter(entry -> entry.getName().startsWith("some/native"))
                            .toList());
            assertEquals(List.of(folder.resolve("libraries/libthing.so")), libraries.toList());
        }
        assertEquals("ours", Files.readString(folder.resolve("libraries/libthing.so")));
    }

    @Test
    void signaturesSecurityProvidersAndFoldersAreLeftOutAndOtherServicesAreNot() throws IOException {
        try (JarFile jar = copied()) {
            assertEquals(
                    List.of(
                            "META-INF/MANIFEST.MF",
                            "META-INF/services/java.sql.Driver",
                            "some/look.css",
                            "some/look.bss",
                            "some/parsed.css",
                            "some/parsed.bss",
                            "some/Old.class"),
                    jar.stream().map(JarEntry::getName).toList());
        }
    }

    @Test
    void ofTheManifestOnlyWhatJavaAndLibrariesAskForIsKept() throws IOException {
        try (JarFile jar = copied()) {
            assertEquals(
                    Map.of("Manifest-Version", "1.0", "Multi-Release", "true", "Implementation-Version", "1.2"),
                    jar.getManifest().getMainAttributes().entrySet().stream()
                            .collect(Collectors.toMap(
                                    entry -> entry.getKey().toString(),
                                    entry -> entry.getValue().toString())));
            assertTrue(jar.getManifest().getEntries().isEmpty());
        }
    }

    @Test
    void aStyleSheetIsThereParsedToo() throws IOException {
        try (JarFile jar = copied();
                InputStream in = jar.getInputStream(jar.getJarEntry("some/look.bss"))) {
            Path parsed = folder.resolve("look.bss");
            Files.copy(in, parsed);

            Stylesheet sheet = Stylesheet.loadBinary(parsed.toUri().toURL());

            assertEquals(
                    "-fx-padding",
                    sheet.getRules().getFirst().getDeclarations().getFirst().getProperty());
        }
    }

    @Test
    void theCopyIsAsOldAsTheJar() throws IOException {
        copied().close();
        assertEquals(
                Files.getLastModifiedTime(folder.resolve("from/library.jar")),
                Files.getLastModifiedTime(folder.resolve("to/library.jar")));
    }

    @Test
    void anOldClassIsOfANewerVersionAndPassesTheVerifier() throws IOException {
        try (JarFile jar = copied();
                InputStream in = jar.getInputStream(jar.getJarEntry("some/Old.class"))) {
            byte[] modern = in.readAllBytes();
            assertEquals(ClassFile.JAVA_8_VERSION, ClassFile.of().parse(modern).majorVersion());
            assertEquals(List.of(), ClassFile.of().verify(modern));
        }
    }
}
