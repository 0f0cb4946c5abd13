package dev.chatp2p.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code jpackage/vulnerabilities}, over a scanner that answers as asked, and over the real one where there is one. */
@EnabledOnOs(OS.LINUX)
class VulnerabilitiesTest {

    private static final String CONTROL = "org.apache.logging.log4j:log4j-core";

    @TempDir
    private Path folder;

    private Path packaged;

    private record Report(int code, String words) {}

    @BeforeEach
    void packageSomething() throws IOException {
        packaged = folder.resolve("target");
        Files.createDirectories(packaged.resolve("package/runtime/bin"));
        Files.writeString(packaged.resolve("bom.json"), """
                {
                  "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
                  "components": [{
                    "type": "library", "group": "info.picocli", "name": "picocli", "version": "4.7.7",
                    "purl": "pkg:maven/info.picocli/picocli@4.7.7?type=jar"
                  }]
                }
                """);
        runTimeOf(LocalDate.now(ZoneOffset.UTC).minusDays(20));
    }

    @Test
    void noneAreKnown() throws Exception {
        Report report = run(scanner(1, 0));
        assertEquals(0, report.code(), report.words());
        assertTrue(report.words().contains("none are known in the 1 that"), report.words());
    }

    @Test
    void someAreKnown() throws Exception {
        Report report = run(scanner(1, 1));
        assertEquals(1, report.code(), report.words());
        assertTrue(report.words().contains("bom.json was scanned"), "what the scanner says is shown");
    }

    @Test
    void aScannerThatDoesNotEvenKnowAFamousOneIsNotBelieved() throws Exception {
        assertNotTold(run(scanner(0, 0)));
    }

    @Test
    void aDatabaseThatIsNotReachedSaysNothing() throws Exception {
        assertNotTold(run(scanner(127, 127)));
        assertNotTold(run(scanner(1, 127)));
    }

    @Test
    void withoutAListOfPartsNothingCanBeTold() throws Exception {
        Files.delete(packaged.resolve("bom.json"));
        assertNotTold(run(scanner(1, 0)));
    }

    @Test
    void aListOfPartsThatNamesNoLibrarySaysNothing() throws Exception {
        Files.writeString(packaged.resolve("bom.json"), "{}");
        assertNotTold(run(scanner(1, 0)));
    }

    @Test
    void aRunTimeThatMissedUpdatesIsAnnounced() throws Exception {
        runTimeOf(LocalDate.now(ZoneOffset.UTC).minusDays(150));
        Report report = run(scanner(1, 0));
        assertEquals(1, report.code(), report.words());
        assertTrue(report.words().contains("lacks security updates"), report.words());
    }

    @Test
    void aRunTimeThatDoesNotSayItsAgeSaysNothing() throws Exception {
        program(packaged.resolve("package/runtime/bin/java"), "echo openjdk version 25 >&2");
        assertEquals(2, run(scanner(1, 0)).code());
    }

    /** Its database is a folder that this makes. */
    @Test
    @EnabledIfEnvironmentVariable(named = "OSV_SCANNER", matches = ".+")
    void theRealScannerFindsWhatItsDatabaseKnows() throws Exception {
        Path scanner = Path.of(System.getenv("OSV_SCANNER"));
        database(Map.of(CONTROL, "2.15.0", "info.picocli:picocli", "4.0.0"));
        Report none = run(scanner, "--offline");
        assertEquals(0, none.code(), none.words());
        database(Map.of(CONTROL, "2.15.0", "info.picocli:picocli", "4.8.0"));
        Report some = run(scanner, "--offline");
        assertEquals(1, some.code(), some.words());
        assertTrue(some.words().contains("info.picocli:picocli"), some.words());
        database(Map.of());
        assertNotTold(run(scanner, "--offline"));
    }

    private static void assertNotTold(Report report) {
        assertEquals(2, report.code(), report.words());
        assertTrue(report.words().contains("It could not be told"), report.words());
        assertFalse(report.words().contains("none are known"), report.words());
    }

    private void runTimeOf(LocalDate day) throws IOException {
        program(packaged.resolve("package/runtime/bin/java"), "echo 'openjdk version \"25.0.1\" " + day + "' >&2");
    }

    /** Ends with one code for the library that everybody knows to be vulnerable, and with another for the packed ones. */
    private Path scanner(int control, int libraries) throws IOException {
        return program(folder.resolve("scanner"), """
                echo "${@: -1} was scanned"
                case "${@: -1}" in
                    */control/bom.json) exit %d ;;
                    */bom.json) exit %d ;;
                esac
                exit 99""".formatted(control, libraries));
    }

    private static Path program(Path file, String script) throws IOException {
        Files.writeString(file, "#!/usr/bin/env bash\n" + script + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void database(Map<String, String> fixedIn) throws IOException {
        Path all = Files.createDirectories(folder.resolve("database/osv-scanner/Maven"))
                .resolve("all.zip");
        try (OutputStream file = Files.newOutputStream(all);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            for (Map.Entry<String, String> each : fixedIn.entrySet()) {
                String id = "TEST-" + each.getKey().replace(':', '-');
                zip.putNextEntry(new ZipEntry(id + ".json"));
                zip.write("""
                        {"schema_version": "1.6.0", "id": "%s", "modified": "2026-01-01T00:00:00Z", "affected": [{
                          "package": {"ecosystem": "Maven", "name": "%s"},
                          "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "%s"}]}]}]}
                        """.formatted(id, each.getKey(), each.getValue()).getBytes(UTF_8));
                zip.closeEntry();
            }
        }
    }

    private Report run(Path scanner, String... options) throws IOException, InterruptedException {
        ProcessBuilder script = new ProcessBuilder("./vulnerabilities").redirectErrorStream(true);
        script.command().addAll(List.of(options));
        script.environment().put("OSV_SCANNER", scanner.toString());
        script.environment().put("CHAT_PACKAGED", packaged.toString());
        script.environment()
                .put(
                        "OSV_SCANNER_LOCAL_DB_CACHE_DIRECTORY",
                        folder.resolve("database").toString());
        Process process = script.start();
        process.getOutputStream().close();
        String words = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Report(process.waitFor(), words);
    }
}
