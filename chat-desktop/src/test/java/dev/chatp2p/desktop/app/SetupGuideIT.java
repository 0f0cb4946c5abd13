package dev.chatp2p.desktop.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.setup.lab.LabNetwork;
import dev.chatp2p.setup.lab.RealNetwork;
import dev.chatp2p.setup.lab.ZitiBinary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands of {@code setup.md} that are marked as tested, in a shell, as somebody would paste them. Only what a person
 * does beside typing is added: passwords, and the answer yes.
 */
@RealNetwork
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands are for POSIX shells")
class SetupGuideIT {

    private static final Path GUIDE = Path.of("..", "setup.md");
    private static final Pattern TESTED =
            Pattern.compile("(?s)<!-- tested: ([a-z]+) -->\n```sh\n(.*?)\n```", Pattern.MULTILINE);

    /** A network of its own, because nothing of the chat may be there. */
    private LabNetwork network;

    private final Path folder;
    private final ZitiBinary ziti;

    SetupGuideIT(ZitiBinary ziti, @TempDir Path folder) {
        this.ziti = ziti;
        this.folder = folder;
    }

    @BeforeAll
    void start() throws Exception {
        network = LabNetwork.startEmpty(ziti, 1, _ -> {});
        program("bin/ziti", """
                case "$1 $2" in
                    "edge login") exec "%1$s" "$@" -p admin -y ;;
                    *) exec "%1$s" "$@" ;;
                esac
                """.formatted(ziti.path()));
        program("chat", """
                case "$1" in
                    setup) set -- "$@" --yes --trust %s ;;
                esac
                exec "%s" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "%s" %s "$@"
                """.formatted(
                        fingerprint(),
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        System.getProperty("java.class.path"),
                        Main.class.getName()));
    }

    @AfterAll
    void stop() {
        network.close();
    }

    private void program(String name, String commands) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + commands);
        assertTrue(file.toFile().setExecutable(true));
    }

    private String fingerprint() throws IOException, GeneralSecurityException {
        try (InputStream pem = Files.newInputStream(network.rootCertificate())) {
            byte[] certificate = CertificateFactory.getInstance("X.509")
                    .generateCertificate(pem)
                    .getEncoded();
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate));
        }
    }

    private static List<String> blocks(String section) throws IOException {
        String guide = Files.readString(GUIDE);
        List<String> blocks = new ArrayList<>();
        Matcher matcher = TESTED.matcher(guide);
        while (matcher.find()) {
            if (matcher.group(1).equals(section)) {
                blocks.add(matcher.group(2));
            }
        }
        assertFalse(blocks.isEmpty(), section);
        assertEquals(occurrences(guide, "<!-- tested: " + section + " -->"), blocks.size(), "each mark has its block");
        return blocks;
    }

    /** Runs a block as a shell would that stops at the first failure; gives its output. */
    private String run(String block) throws IOException, InterruptedException {
        String commands = block.replace(
                "ctrl.example.org:1280", network.controllerAddress().getAuthority());
        Path log = Files.createTempFile(folder, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder("sh", "-e", "-x", "-c", commands)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(variable -> variable.startsWith("ZITI_"));
        builder.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment()
                .put("ZITI_CONFIG_DIR", folder.resolve("ziti-config").toString());
        builder.environment().put("XDG_CONFIG_HOME", folder.resolve("config").toString());
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("CHAT_ADMIN_PASSWORD", "admin");
        Process process = builder.start();
        try {
            assertTrue(process.waitFor(120, TimeUnit.SECONDS), () -> "still running: " + commands);
        } finally {
            process.destroyForcibly();
        }
        String output = Files.readString(log, StandardCharsets.UTF_8);
        assertEquals(0, process.exitValue(), () -> commands + "\n" + output);
        return output;
    }

    /** Whether nothing of the chat is on the network. */
    private void assertNothingIsLeft() throws IOException, InterruptedException {
        run("ziti edge login ctrl.example.org:1280 -u admin");
        for (String kind :
                List.of("services", "service-policies", "edge-router-policies", "service-edge-router-policies")) {
            String found = run("ziti edge list " + kind + " 'name contains \"chat\"'");
            assertTrue(found.contains("results: none"), found);
        }
        String people = run("ziti edge list identities 'isDefaultAdmin = false and type != \"Router\" limit none'");
        assertFalse(people.contains("chat-p2p"), people);
    }

    @Test
    void theCommandsByHandMakeANetworkAndUndoItAgain() throws Exception {
        for (String block : blocks("hand")) {
            String output = run(block);
            if (block.contains("policy-advisor")) {
                assertEquals(2, occurrences(output, "OKAY"), output);
            }
        }
        assertTrue(Files.exists(folder.resolve("user1.json")));
        assertTrue(Files.exists(folder.resolve("user2.json")));
        assertNothingIsLeft();
    }

    @Test
    void theOneCommandWayWorksAsDescribed() throws Exception {
        for (String block : blocks("command")) {
            run(block);
        }

        assertTrue(Files.exists(folder.resolve("invitations/anna.json")));
        assertTrue(Files.exists(folder.resolve("invitations/ben.jwt")));
        assertNothingIsLeft();
    }

    private static int occurrences(String text, String word) {
        return (text.length() - text.replace(word, "").length()) / word.length();
    }
}
