package dev.chatp2p.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.text.WebLink.Caution;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "see https://example.org. Then|https://example.org",
                "https://example.org/a?b=c&d=%20#e!|https://example.org/a?b=c&d=%20#e",
                "(https://example.org/x)|https://example.org/x",
                "https://en.wikipedia.org/wiki/Go_(game)|https://en.wikipedia.org/wiki/Go_(game)",
                "(see https://en.wikipedia.org/wiki/Go_(game).)|https://en.wikipedia.org/wiki/Go_(game)",
                "\"https://example.org\"|https://example.org",
                "“https://example.org”|https://example.org",
                "<https://example.org>|https://example.org",
                "'https://example.org'?!|https://example.org",
                "HTTPS://Example.org/A|HTTPS://Example.org/A",
                "请看https://example.org/路径。然后|https://example.org/路径",
                "https://example.org/a\\@b|https://example.org/a",
                "https://example.org⟨U+202E⟩gro|https://example.org",
                "http://[::1]:8080/x]|http://[::1]:8080/x",
                "*https://example.org/_a_*|https://example.org/_a_",
                "write to mailto:ann@example.org, please|mailto:ann@example.org",
                "mailto:ann@example.org?attach=/etc/passwd|mailto:ann@example.org",
                "https://localhost:8443/|https://localhost:8443/",
                "a:b http:c https://x.example|https://x.example",
                "https://web.example/2020/http://old.example/|https://web.example/2020/http://old.example/"
            })
    void aLinkEndsWhereThePersonWhoWroteItMeantItToEnd(String text, String link) {
        assertEquals(List.of(link), shown(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "://",
                "http:",
                "http://",
                "http:///x",
                "https://.",
                "https://..example",
                "https://a..b/",
                "mailto:",
                "mailto:@b",
                "mailto:a b@c",
                "ftp://example.org",
                "javascript:alert(1)",
                "file:///etc/passwd",
                "xhttps://example.org",
                "ähttps://example.org",
                "httpſ://example.org",
                "https://exa\u2044mple.org",
                "https://a.example:0/",
                "https://a.example:99999/",
                "https://a.example:x/",
                "https://[zz]/",
                "https://[]/",
                "https://[::1/",
                "https://⟨U+202E⟩",
                "https:// example.org",
                "https://good.example:80:90/",
                "https://@/",
                "www.example.org"
            })
    void whatIsNoLinkIsLeftAlone(String text) {
        assertEquals(List.of(), shown(text));
    }

    @Test
    void theTargetIsAsciiWithTheHostAsItIsLookedUp() {
        WebLink link = only("https://Bücher.example/größe?q=ü%20%zz#ß[1]");
        assertEquals(
                "https://xn--bcher-kva.example/gr%C3%B6%C3%9Fe?q=%C3%BC%20%25zz#%C3%9F%5B1%5D",
                link.target().toString());
        assertEquals("xn--bcher-kva.example", link.host());
        assertEquals(Set.of(Caution.NOT_ASCII), link.cautions());
        assertEquals("xn--bcher-kva.example", only("mailto:ann@bücher.example").host());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://example.org/|",
                "https://example.org:443/|",
                "http://example.org:80/|",
                "https://a-b.example_x.org|",
                "https://例え.jp|NOT_ASCII",
                "https://paypal.com@evil.example/|USER_INFO",
                "https://paypal.com%2F@evil.example/|USER_INFO",
                "https://user:password@evil.example/|USER_INFO",
                "https://example.org:8443/|PORT",
                "http://example.org:443/|PORT",
                "http://127.0.0.1/|IP_ADDRESS",
                "http://2130706433/|IP_ADDRESS",
                "http://0x7f.1/|IP_ADDRESS",
                "http://0x7f000001./|IP_ADDRESS",
                "http://[fe80::1]/|IP_ADDRESS",
                "https://xn--80ak6aa92e.example/|NOT_ASCII LOOKS_LATIN",
                "https://аррӏе.example/|NOT_ASCII LOOKS_LATIN",
                "https://пример.example/|NOT_ASCII",
                "https://pаypal.example/|NOT_ASCII MIXED_SCRIPTS",
                "https://ｅxample.org/|NOT_ASCII",
                "mailto:ann@pаypal.example|NOT_ASCII MIXED_SCRIPTS"
            })
    void whatAPersonShouldLookAtTwiceIsTold(String text, String cautions) {
        assertEquals(
                cautions == null ? Set.of() : Set.copyOf(List.of(cautions.split(" ", -1))),
                only(text).cautions().stream().map(Caution::name).collect(Collectors.toSet()));
    }

    @Test
    void fullwidthLettersAreLookedUpAsOrdinaryOnes() {
        assertEquals("example.org", only("https://ｅxample.org/").host());
    }

    @Test
    void theHostIsWhatIsAfterTheLastAt() {
        assertEquals("evil.example", only("https://a@b@evil.example/@c").host());
        assertEquals(
                "https://a%40b@evil.example/@c",
                only("https://a@b@evil.example/@c").target().toString());
    }

    @Test
    void linksOfATextComeInTheirOrder() {
        assertEquals(
                List.of("http://a.example", "mailto:b@c.example", "https://d.example"),
                shown("http://a.example mailto:b@c.example\nhttps://d.example"));
    }

    @Test
    void aLinkThatIsTooLongIsNoneAndTheNextOneIsFound() {
        String longest = "https://a.example/" + "x".repeat(Links.MAX_LENGTH - 18);
        assertEquals(List.of(longest), shown(longest));
        assertEquals(List.of("https://b.example"), shown(longest + "y https://b.example"));
    }

    @Test
    void aTextHasAtMostSoManyLinks() {
        assertEquals(
                Links.MAX_LINKS, Links.find("https://a.example ".repeat(5_000)).size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ":",
                "http:",
                "http://",
                "https://a",
                "https://((",
                "https://))",
                "https://a.example/)",
                "mailto:",
                "mailto:a",
                "mailto:a@b?",
                "https://ａ．",
                "https://[",
                "https://@",
                "https://a:1",
                "h",
                "https://ü.",
                "https://ü ",
                "https://аррӏе.xn--80ak6aa92e ",
                "\ud83d"
            })
    void hostileTextTakesNoLongerThanItIsLong(String part) {
        String text = part.repeat(128 * 1024 / part.length());
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> Links.find(text));
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> Links.find("https://" + text));
    }

    private static List<String> shown(String text) {
        return Links.find(text).stream()
                .map(link -> text.substring(link.start(), link.end()))
                .toList();
    }

    private static WebLink only(String text) {
        List<WebLink> links = Links.find(text);
        assertTrue(links.size() == 1, () -> text + " has " + links.size() + " links");
        return links.getFirst();
    }
}
