package dev.chatp2p.desktop.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListWidthTest {

    @TempDir
    private Path folder;

    @Test
    void theNextWindowHasTheWidthOfTheLastOne() {
        width().keep(333.4);
        assertEquals(List.of(333.0), read());
    }

    @Test
    void whereNothingIsKeptNothingIsTold() {
        assertEquals(List.of(), read());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wide", "NaN", "239", "401", "1e9"})
    void whatCannotBeIsNotTold(String kept) throws IOException {
        Files.createDirectories(folder.resolve("config"));
        Files.writeString(folder.resolve("config/list-width"), kept);
        assertEquals(List.of(), read());
    }

    private ListWidth width() {
        return new ListWidth(folder.resolve("config"), Runnable::run, Runnable::run);
    }

    private List<Double> read() {
        List<Double> told = new ArrayList<>();
        width().read(told::add);
        return told;
    }
}
