package dev.chatp2p.core.directory;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.chatp2p.core.directory.DirectoryDocument.PassedOver;
import dev.chatp2p.core.directory.DirectoryProblem.Kind;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.peer.Contact;
import dev.chatp2p.core.peer.Listing;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryReaderTest {

    private static final PeerId ANN = new PeerId("ann");
    private static final PeerId BOB = new PeerId("bob");

    @Test
    void aDirectoryListsPeopleWithTheirNamesAndTitles() throws Exception {
        DirectoryDocument read = read("""
                {"version": 1, "name": "Firm", "people": [
                  {"identity": "bob", "name": " Bob Brown ", "title": "Cook", "picture": "https://example.org/bob.png"},
                  {"picture": {"url": [1, {"identity": "no"}]}, "identity": "ann"}
                ], "more": {"people": [{"identity": "no"}]}}
                """);
        assertEquals(Map.of(BOB, new Listing("Bob Brown", "Cook"), ANN, new Listing("", "")), read.people());
        assertEquals(BOB, read.people().firstEntry().getKey());
        assertEquals(PassedOver.NONE, read.passedOver());
        assertEquals("", read.passedOver().sentence());
    }

    @Test
    void theListAloneIsADirectoryToo() throws Exception {
        assertEquals(
                Map.of(ANN, new Listing("Ann", "")),
                read("[{\"identity\":\"ann\",\"name\":\"Ann\"}]").people());
        assertEquals(Map.of(), read("[]").people());
    }

    @Test
    void entriesThatAreNoUseArePassedOverAndCounted() throws Exception {
        String tooLong = "x".repeat(PeerId.MAX_LENGTH + 1);
        DirectoryDocument read = read("""
                [{"identity":"ann","name":5,"title":null},{"name":"nobody"},{"identity":""},{"identity":7},{"identity":"%s"},
                 null,1,"ann",[{"identity":"no"}],{"identity":"ann","name":"another"},{"identity":"bob"}]
                """.formatted(tooLong));
        assertEquals(Map.of(ANN, new Listing("", ""), BOB, new Listing("", "")), read.people());
        assertEquals(new PassedOver(8, 1, 0), read.passedOver());
        assertEquals(
                "Entries passed over: 8 without a usable identity, 1 listed twice.",
                read.passedOver().sentence());
    }

    @Test
    void namesAreCutToTheLongestThereMayBe() throws Exception {
        String name = "x" + "🦊".repeat(300);
        Listing listing = first(
                read("[{\"identity\":\"ann\",\"name\":\"%s\",\"title\":\"%s\"}]".formatted(name, "y".repeat(300))));
        assertEquals("x" + "🦊".repeat(127), listing.displayName());
        assertEquals("y".repeat(Contact.MAX_NAME), listing.title());
    }

    @Test
    void thereIsAnEndToHowManyPeopleAreListed() throws Exception {
        String people = IntStream.range(0, 20_010)
                .mapToObj(i -> "{\"identity\":\"p%d\"}".formatted(i))
                .collect(Collectors.joining(",", "[", "]"));
        DirectoryDocument read = read(people);
        assertEquals(DirectoryDocument.MAX_PEOPLE, read.people().size());
        assertEquals("Entries passed over: 10 beyond 20000.", read.passedOver().sentence());
    }

    @Test
    void aPictureInTheDirectoryItselfIsPassedOver() throws Exception {
        String picture = "data:image/png;base64," + "A".repeat(2 << 20);
        assertEquals(
                List.of(ANN),
                List.copyOf(read("[{\"identity\":\"ann\",\"picture\":\"%s\"}]".formatted(picture))
                        .people()
                        .keySet()));
    }

    @Test
    void otherEncodingsOfUnicodeAreRead() throws Exception {
        byte[] withMark = "\ufeff[{\"identity\":\"ann\",\"name\":\"Änn\"}]".getBytes(UTF_8);
        assertEquals("Änn", first(DirectoryReader.read(withMark)).displayName());
        byte[] utf16 = "[{\"identity\":\"ann\",\"name\":\"Änn\"}]".getBytes(UTF_16LE);
        assertEquals("Änn", first(DirectoryReader.read(utf16)).displayName());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "<html></html>",
                "{}",
                "null",
                "1",
                "\"people\"",
                "{\"people\":{}}",
                "{\"people\":[",
                "[{\"identity\":\"ann\"",
                "[{\"identity\":\"ann\"}] x",
                "[] []",
                "{\"version\":1}",
                "[{'identity':'ann'}]",
                "[{\"identity\":\"a\\ud83\"}]"
            })
    void whatIsNoDirectoryIsRefusedWithoutQuotingIt(String text) {
        DirectoryException refused = assertThrows(DirectoryException.class, () -> read(text));
        assertEquals(Kind.NOT_A_DIRECTORY, refused.problem().kind());
        assertFalse(refused.problem().sentence().contains("html"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"2", "\"1\"", "1.0", "null", "[1]", "99999999999999999999999999999999999999"})
    void aNewerFormatIsToldFromADamagedOne(String version) {
        DirectoryException refused =
                assertThrows(DirectoryException.class, () -> read("{\"version\":%s,\"people\":[]}".formatted(version)));
        assertEquals(Kind.NEWER_FORMAT, refused.problem().kind());
    }

    @Test
    void deepNestingIsRefused() {
        String deep = "[{\"identity\":\"ann\",\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}]";
        assertEquals(
                Kind.NOT_A_DIRECTORY,
                assertThrows(DirectoryException.class, () -> read(deep))
                        .problem()
                        .kind());
    }

    @Test
    void aDirectoryThatIsTooLargeIsRefused() {
        byte[] large = new byte[DirectoryDocument.MAX_BYTES + 1];
        assertEquals(
                Kind.TOO_LARGE,
                assertThrows(DirectoryException.class, () -> DirectoryReader.read(large))
                        .problem()
                        .kind());
    }

    private static Listing first(DirectoryDocument document) {
        return document.people().firstEntry().getValue();
    }

    private static DirectoryDocument read(String json) throws DirectoryException {
        return DirectoryReader.read(json.getBytes(UTF_8));
    }
}
