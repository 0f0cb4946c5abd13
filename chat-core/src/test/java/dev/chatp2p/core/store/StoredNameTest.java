package dev.chatp2p.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.chatp2p.core.overlay.PeerId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"bob", "\\", "\\\\uD800", "a\uD800", "\uDC00\uD800", "\uD83D\uDE00", "\\u\uDFFF", "ü\u0000"})
    void everyNameComesBackAsItWas(String name) {
        assertEquals(new PeerId(name), StoredName.read(StoredName.of(new PeerId(name))));
    }

    @Test
    void halvesOfCharactersAreWrittenOut() {
        assertEquals("a\\uD800\\\\", StoredName.of(new PeerId("a\uD800\\")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\", "a\\x", "\\u12", "\\uXYZW"})
    void whatIsNoStoredNameIsRefused(String stored) {
        assertThrows(IllegalArgumentException.class, () -> StoredName.read(stored));
    }
}
