package dev.chatp2p.desktop.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import javafx.scene.image.Image;

/** The program's icon, from jpackage/icons. */
final class WindowIcon {

    private static final List<Integer> SIZES = List.of(16, 32, 48, 128);

    private WindowIcon() {}

    /** Title bar, task list and switcher each take the size that fits. */
    static List<Image> inAllSizes() {
        return SIZES.stream().map(WindowIcon::read).toList();
    }

    private static Image read(int size) {
        String name = "icon-" + size + ".png";
        try (InputStream in = Objects.requireNonNull(WindowIcon.class.getResourceAsStream(name), name)) {
            return new Image(in);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
