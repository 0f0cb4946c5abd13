package dev.chatp2p.desktop.common;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.Scene;
import javafx.scene.text.Font;

/**
 * Our light and dark look over Modena. It follows the system's choice unless a person has set the system property
 * {@value #PROPERTY}. FX thread only.
 */
public final class Theme {

    /** {@code light} or {@code dark}; anything else means: as the system has it. */
    public static final String PROPERTY = "chat.theme";

    /** On Linux, the first of these that is installed. */
    private static final List<String> PLEASANT_FONTS = List.of("Inter", "Cantarell", "Ubuntu", "Noto Sans");

    /** What every control looks like, then each part of the window. */
    private static final List<String> SHEETS = List.of("base.css", "conversation.css", "contacts.css", "settings.css");

    private final ObservableValue<ColorScheme> system;
    private final Optional<ColorScheme> wanted;
    private final Optional<String> font;

    private Theme(ObservableValue<ColorScheme> system, Optional<ColorScheme> wanted, Optional<String> font) {
        this.system = system;
        this.wanted = wanted;
        this.font = font;
    }

    /** The theme for this desktop. */
    public static Theme ofSystem() {
        return new Theme(
                Platform.getPreferences().colorSchemeProperty(),
                switch (System.getProperty(PROPERTY, "").toLowerCase(Locale.ROOT)) {
                    case "light" -> Optional.of(ColorScheme.LIGHT);
                    case "dark" -> Optional.of(ColorScheme.DARK);
                    default -> Optional.empty();
                },
                betterFont());
    }

    /** Dresses a scene, now and whenever the system's choice changes; its popups wear the same. */
    public void applyTo(Scene scene) {
        dress(scene, wanted.orElseGet(system::getValue));
        if (wanted.isEmpty()) {
            ChangeListener<ColorScheme> follow = (observed, before, now) -> dress(scene, now);
            // The system's preferences outlive every window; the scene keeps the listener alive as long as itself.
            scene.getProperties().put(Theme.class, follow);
            system.addListener(new WeakChangeListener<>(follow));
        }
    }

    private void dress(Scene scene, ColorScheme scheme) {
        List<String> sheets = new ArrayList<>();
        sheets.add(sheet(scheme == ColorScheme.DARK ? "dark.css" : "light.css"));
        SHEETS.forEach(name -> sheets.add(sheet(name)));
        font.map(Theme::fontSheet).ifPresent(sheets::add);
        scene.getStylesheets().setAll(sheets);
    }

    private static String fontSheet(String family) {
        String rule = ".root { -fx-font-family: \"" + family + "\"; }";
        return "data:text/css;base64," + Base64.getEncoder().encodeToString(rule.getBytes(StandardCharsets.UTF_8));
    }

    private static String sheet(String name) {
        return Objects.requireNonNull(Theme.class.getResource(name), name).toExternalForm();
    }

    private static Optional<String> betterFont() {
        // On Linux "System" is whatever fontconfig puts first, often DejaVu, which is wide and has no semibold. Windows
        // and
        // macOS have a good one.
        boolean linux = System.getProperty("os.name", "").startsWith("Linux");
        List<String> installed = linux ? Font.getFamilies() : List.of();
        return PLEASANT_FONTS.stream().filter(installed::contains).findFirst();
    }
}
