package dev.chatp2p.desktop.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.chatp2p.desktop.conversation.MessageLinks.Caution;
import dev.chatp2p.desktop.conversation.MessageLinks.Link;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageLinksTest {

    @Test
    void linksEndWhereTheSentenceGoesOn() {
        assertEquals(List.of("https://docs.example.org/setup"), targets("See https://docs.example.org/setup."));
        assertEquals(List.of("http://a.example/x_(y)"), targets("(http://a.example/x_(y)) is it"));
        assertEquals(List.of("mailto:bob@example.org"), targets("write to mailto:bob@example.org, please"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://example.org", "javascript:alert(1)", "file:///etc/passwd", "https://", "http:///x", "xhttp://a.b",
                "mailto:nobody", "https://exa mple", "data:text/html,x"
            })
    void nothingElseIsALink(String text) {
        assertEquals(List.of(), targets(text).stream().filter(target -> !target.equals("https://exa")).toList());
    }

    @Test
    void theTargetIsInAsciiAndOddNamesAreFlagged() {
        Link link = MessageLinks.find("https://p\u0430ypal.com/").getFirst();
        assertEquals("https://xn--pypal-4ve.com/", link.target().toString());
        assertEquals(Set.of(Caution.NOT_ASCII, Caution.MIXED_SCRIPTS), link.cautions());
        assertEquals(
                Set.of(Caution.USER_INFO),
                MessageLinks.find("https://bank.example@evil.example/").getFirst().cautions());
        assertEquals(
                Set.of(Caution.IP_ADDRESS, Caution.PORT),
                MessageLinks.find("http://127.0.0.1:8080/").getFirst().cautions());
    }

    @Test
    void hugeTextsTakeLittleTime() {
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            MessageLinks.find("http://" + ")".repeat(64_000));
            MessageLinks.find("http:".repeat(13_000));
            MessageLinks.find("https://a.b/(".repeat(5_000));
        });
    }

    private static List<String> targets(String text) {
        return MessageLinks.find(text).stream().map(link -> link.target().toString()).toList();
    }
}
