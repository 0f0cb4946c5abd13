package dev.chatp2p.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xml.sax.InputSource;

/** The command lines for all systems, though only those of one can be run anywhere. */
class CommandsTest {

    private final Layout layout =
            new Layout(Path.of("").toAbsolutePath(), Path.of("target").toAbsolutePath());

    private PackageProperties properties;

    @BeforeEach
    void read() throws IOException {
        properties = PackageProperties.read(layout.sources().resolve("package.properties"), "0.4.2-SNAPSHOT");
    }

    private Commands commands(Platform platform) {
        return new Commands(properties, platform, layout);
    }

    private Stream<List<String>> all(Platform platform) {
        Commands commands = commands(platform);
        return Stream.concat(
                Stream.of(commands.appImage("chat-desktop.jar")),
                platform.installers().stream().map(commands::installer));
    }

    private static String valueOf(String option, List<String> command) {
        int place = command.indexOf(option);
        assertNotEquals(-1, place, () -> option + " in " + command);
        return command.get(place + 1);
    }

    @ParameterizedTest
    @EnumSource
    void imageAndInstallersAreOfOneNameVendorAndText(Platform platform) {
        all(platform).forEach(command -> {
            assertEquals("chat-p2p", valueOf("--name", command));
            assertEquals(properties.get("vendor"), valueOf("--vendor", command));
            assertEquals(properties.get("summary"), valueOf("--description", command));
            assertEquals(properties.get("copyright"), valueOf("--copyright", command));
        });
    }

    @Test
    void theVersionIsThePomsNumbersAndOnMacOsNeverBeginsWithZero() {
        assertEquals(Set.of("0.4.2"), versions(Platform.LINUX));
        assertEquals(Set.of("0.4.2"), versions(Platform.WINDOWS));
        assertEquals(Set.of("1.4.2"), versions(Platform.MACOS));
    }

    private Set<String> versions(Platform platform) {
        return all(platform).map(command -> valueOf("--app-version", command)).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @EnumSource
    void theJvmHasTheSameOptionsEverywhereAndMayUseNativeCode(Platform platform) {
        List<String> command = commands(platform).appImage("chat-desktop.jar");
        List<String> options = Stream.iterate(0, place -> place < command.size(), place -> place + 1)
                .filter(place -> command.get(place).equals("--java-options"))
                .map(place -> command.get(place + 1))
                .toList();
        assertEquals(properties.javaOptions(), options);
        assertTrue(options.contains("--enable-native-access=javafx.graphics,ALL-UNNAMED"), options.toString());
        assertEquals("dev.chatp2p.desktop.app.Main", valueOf("--main-class", command));
    }

    @ParameterizedTest
    @EnumSource
    void noOptionIsGivenTwiceButThoseOfTheJvm(Platform platform) {
        all(platform).forEach(command -> {
            List<String> options = command.stream()
                    .filter(word -> word.startsWith("--")
                            && !word.equals("--java-options")
                            && !properties.javaOptions().contains(word))
                    .toList();
            assertEquals(options.stream().distinct().toList(), options);
        });
    }

    @ParameterizedTest
    @EnumSource
    void theIconIsThereInTheSystemsFormat(Platform platform) throws IOException {
        Path icon = Path.of(valueOf("--icon", commands(platform).appImage("chat-desktop.jar")));
        byte[] start = Arrays.copyOf(Files.readAllBytes(icon), 4);
        byte[] expected = switch (platform) {
            case LINUX -> new byte[] {(byte) 0x89, 'P', 'N', 'G'};
            case WINDOWS -> new byte[] {0, 0, 1, 0};
            case MACOS -> "icns".getBytes(StandardCharsets.US_ASCII);
        };
        assertEquals(Arrays.toString(expected), Arrays.toString(start));
    }

    @Test
    void theDebAsksForGtkAndOpenGlWhichJpackageDoesNotFind() {
        String needed = valueOf("--linux-package-deps", commands(Platform.LINUX).installer("deb"));
        assertTrue(needed.contains("libgtk-3-0"), needed);
        assertTrue(needed.contains("libgl1"), needed);
        assertTrue(valueOf("--linux-package-deps", commands(Platform.LINUX).installer("rpm"))
                .contains("gtk3"));
    }

    @Test
    void windowsInstallsForOneUserIsInTheStartMenuUpgradesAndOpensInvitations() {
        List<String> command = commands(Platform.WINDOWS).installer("msi");
        assertTrue(command.contains("--win-per-user-install"), command.toString());
        assertTrue(command.contains("--win-menu"), command.toString());
        assertEquals(layout.fileAssociation().toString(), valueOf("--file-associations", command));
        String uuid = valueOf("--win-upgrade-uuid", command);
        assertEquals(uuid, UUID.fromString(uuid).toString());
        assertEquals("6d7c3f0e-58f6-4b7e-9c1d-0f6a4c1f2a55", uuid, "an upgrade finds what is installed by it");
    }

    @Test
    void macOsHasABundleThatOpensInvitationsWithEntitlementsForAJavaMachine() throws Exception {
        List<String> image = commands(Platform.MACOS).appImage("chat-desktop.jar");
        assertEquals("dev.chatp2p.chat", valueOf("--mac-package-identifier", image));
        assertEquals(
                "dev.chatp2p.chat",
                valueOf("--mac-package-identifier", commands(Platform.MACOS).installer("dmg")));
        assertEquals(layout.fileAssociation().toString(), valueOf("--file-associations", image));
        String entitlements = Files.readString(Path.of(valueOf("--mac-entitlements", image)));
        assertTrue(entitlements.contains("com.apple.security.cs.allow-jit"), entitlements);
        assertEquals("plist", parse(entitlements));
    }

    @Test
    void everyTemplateIsFilledAndNamesTheSameTypeOfFile() throws Exception {
        for (String name : List.of(
                "file-association.properties",
                "linux/application.desktop",
                "linux/metainfo.xml",
                "linux/mime.xml",
                "linux/manual.1")) {
            String filled = properties.fill(Files.readString(layout.sources().resolve(name)));
            assertFalse(filled.contains("${"), name);
            assertTrue(name.endsWith(".1") || filled.contains("application/jwt"), name);
            if (name.endsWith(".xml")) {
                parse(filled);
            }
        }
    }

    /** The name of the outermost element; nothing is fetched for it. */
    private static String parse(String xml) throws Exception {
        DocumentBuilder parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        parser.setEntityResolver((publicId, systemId) -> new InputSource(new StringReader("")));
        return parser.parse(new InputSource(new StringReader(xml)))
                .getDocumentElement()
                .getTagName();
    }
}
