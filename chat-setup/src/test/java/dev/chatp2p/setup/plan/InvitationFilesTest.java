package dev.chatp2p.setup.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.chatp2p.setup.SetupException;
import dev.chatp2p.setup.SetupFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvitationFilesTest {
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2001-01-01T00:00:00Z"));

    @TempDir
    Path temporary;

    @Test
    void eachPersonGetsAFileForTheOwnerOnlyInAFolderThatIsMade() throws Exception {
        Path folder = temporary.resolve("a/b");
        List<InvitationFile> files = new InvitationFiles(folder)
                .write(List.of(invitation("user1", "id1", 1), invitation("Ann Lee 👋", "id2", 1)));

        assertEquals(
                List.of(
                        new InvitationFile("user1", folder.resolve("user1.jwt")),
                        new InvitationFile("Ann Lee 👋", folder.resolve("Ann Lee 👋.jwt"))),
                files);
        assertEquals(
                invitation("user1", "id1", 1).jwt(),
                Files.readString(files.getFirst().file()));
        assertEquals(List.of("Ann Lee 👋.jwt", "user1.jwt"), names(folder));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void nobodyElseCanReadThem() throws Exception {
        Path file = write(invitation("user1", "id1", 1));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void nobodyElseCanReadAnInvitationThatWasThereAlready() throws Exception {
        Path file = write(invitation("user1", "id1", 1));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertEquals(file, write(invitation("user1", "id1", 1)));

        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(List.of("user1.jwt"), names(temporary));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFileThatMayNotBeReadIsSomebodyElses() throws Exception {
        Path file = Files.writeString(temporary.resolve("user1.jwt"), "something of somebody");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(file), "root may read everything");

        write(invitation("user1", "id1", 1));

        assertEquals(List.of("user1-2.jwt", "user1.jwt"), names(temporary));
    }

    @Test
    void theSameInvitationStaysAsItIs() throws Exception {
        Path file = write(invitation("user1", "id1", 1));
        Files.setLastModifiedTime(file, LONG_AGO);
        assertEquals(file, write(invitation("user1", "id1", 1)));
        assertEquals(LONG_AGO, Files.getLastModifiedTime(file));
        assertEquals(List.of("user1.jwt"), names(temporary));
    }

    @Test
    void anOlderInvitationOfTheSamePersonIsReplaced() throws Exception {
        write(invitation("user1", "id1", 1));
        PersonInvitation again = invitation("user1", "id1", 2);
        assertEquals(again.jwt(), Files.readString(write(again)));
        assertEquals(List.of("user1.jwt"), names(temporary));
    }

    @Test
    void nothingElseIsOverwritten() throws Exception {
        Files.writeString(temporary.resolve("user1.jwt"), "something of mine");
        Files.createDirectory(temporary.resolve("user1-2.jwt"));
        write(invitation("user1", "id1", 1));
        write(invitation("user1", "id of another network's user1", 1));
        assertEquals("something of mine", Files.readString(temporary.resolve("user1.jwt")));
        assertEquals(List.of("user1-2.jwt", "user1-3.jwt", "user1-4.jwt", "user1.jwt"), names(temporary));
    }

    @Test
    void namesThatBecomeTheSameAreNumberedAndKeepTheirNumbers() throws Exception {
        PersonInvitation[] people = {
            invitation("a/b", "id1", 1), invitation("a:b", "id2", 1), invitation("A_B", "id3", 1)
        };
        List<InvitationFile> files = new InvitationFiles(temporary).write(List.of(people));
        assertEquals(
                List.of("a_b.jwt", "a_b-2.jwt", "A_B-3.jwt"),
                files.stream().map(file -> file.file().getFileName().toString()).toList());
        List<InvitationFile> again =
                new InvitationFiles(temporary).write(Arrays.asList(people).reversed());
        assertEquals("a_b-2.jwt", again.get(1).file().getFileName().toString());
        assertEquals(Files.readString(again.get(2).file()), people[0].jwt());
    }

    @ParameterizedTest
    @CsvSource({
        "../../etc/passwd, _._.._etc_passwd",
        "CON, _CON",
        "nul.txt, _nul.txt",
        "com1, _com1",
        "console, console",
        "-rf, _rf",
        "a. . ., a",
        "'x\"<>|?*y', x______y",
        "$(reboot);`x`, __reboot___x_",
        "李雷, 李雷",
        "a\u202Eb, a_b"
    })
    void namesOfFilesAreHarmless(String person, String file) {
        assertEquals(file, SafeFileName.of(person, "invitation"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "...", " . "})
    void whatLeavesNothingGetsANameAnyway(String person) {
        assertEquals("invitation", SafeFileName.of(person, "invitation"));
    }

    @Test
    void longNamesAreCutBetweenCharacters() throws Exception {
        String longest = "👋".repeat(100);
        String safe = SafeFileName.of(longest, "invitation");
        assertTrue(safe.getBytes(StandardCharsets.UTF_8).length <= SafeFileName.MAX_BYTES);
        assertTrue(longest.startsWith(safe) && !Character.isHighSurrogate(safe.charAt(safe.length() - 1)));
        assertTrue(Files.exists(write(invitation(longest, "id1", 1))));
    }

    @Test
    void aFolderThatIsNoneIsToldInASentence() throws Exception {
        Path file = Files.writeString(temporary.resolve("file"), "x");
        for (Path folder : List.of(file, file.resolve("below"))) {
            SetupException failure = assertThrows(
                    SetupException.class,
                    () -> new InvitationFiles(folder).write(List.of(invitation("user1", "id1", 1))));
            assertEquals(SetupFailure.STORAGE, failure.failure());
            assertTrue(failure.sentence().contains("that is no folder"), failure.sentence());
            assertFalse(failure.sentence().contains("eyJ"), "no token");
        }
        assertEquals(List.of("file"), names(temporary));
    }

    private Path write(PersonInvitation invitation) throws SetupException {
        return new InvitationFiles(temporary)
                .write(List.of(invitation))
                .getFirst()
                .file();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static PersonInvitation invitation(String name, String identityId, int number) {
        String safeId = identityId.replaceAll("[^a-z0-9]", "-");
        String claims = """
                {"iss":"https://ctrl.example.org:1280","sub":"%s","em":"ott","exp":1790000000,"jti":"secret-%d"}""".formatted(safeId, number);
        String jwt = base64("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + base64(claims) + "." + base64("signature");
        return new PersonInvitation(name, jwt, Instant.ofEpochSecond(1790000000), true);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
