package dev.chatp2p.desktop.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DesktopLinksTest {

    private final List<String> opened = new ArrayList<>();
    private final DesktopLinks links = new DesktopLinks(opened::add);

    @ParameterizedTest
    @ValueSource(strings = {"https://example.org/a?b=c#d", "HTTP://example.org", "mailto:bob@example.org"})
    void pagesAndMailsAreOpened(String target) {
        assertTrue(links.open(URI.create(target)));
        assertEquals(List.of(target), opened);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"file:///etc/passwd", "javascript:alert(1)", "ms-settings:x", "/etc/passwd", "x:y", "ftp://a/b"})
    void nothingElseIsOpened(String target) {
        assertFalse(links.open(URI.create(target)));
        assertEquals(List.of(), opened);
    }

    @Test
    void whatTheDesktopRefusesIsTold() {
        DesktopLinks without = new DesktopLinks(target -> {
            throw new UnsupportedOperationException("no browser");
        });
        assertFalse(without.open(URI.create("https://example.org")));
    }
}
