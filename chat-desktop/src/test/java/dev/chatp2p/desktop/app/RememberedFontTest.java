package dev.chatp2p.desktop.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RememberedFontTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"Inter", "Noto Sans", ""})
    void theNextStartHasTheFontOfTheLastOne(String font) {
        font().keep(font);

        assertEquals(Optional.of(font), font().kept());
    }

    @Test
    void whereNothingIsKeptThereIsNone() {
        assertEquals(Optional.empty(), font().kept());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Comic Sans", "Inter\"; } .root { -fx-background-color: red", "Inter\nInter"})
    void whatWeWouldNotChooseIsNotBelieved(String kept) throws IOException {
        Files.createDirectories(folder.resolve("config"));
        Files.writeString(folder.resolve("config/font"), kept);

        assertEquals(Optional.empty(), font().kept());
    }

    @Test
    void whatIsKeptAlreadyIsNotWrittenAgain() throws IOException {
        font().keep("Inter");
        FileTime longAgo = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(folder.resolve("config/font"), longAgo);

        font().keep("Inter");

        assertEquals(longAgo, Files.getLastModifiedTime(folder.resolve("config/font")));
    }

    @Test
    void aFolderThatCannotBeWrittenDoesNoHarm() throws IOException {
        Files.writeString(folder.resolve("config"), "a file");

        font().keep("Inter");

        assertEquals(Optional.empty(), font().kept());
    }

    private RememberedFont font() {
        return new RememberedFont(folder.resolve("config"));
    }
}
