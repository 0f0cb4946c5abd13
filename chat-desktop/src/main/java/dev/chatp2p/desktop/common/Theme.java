package dev.chatp2p.desktop.common;

import dev.chatp2p.core.settings.ChatSettings;
import dev.chatp2p.core.settings.ChatSettings.Appearance;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
import javafx.collections.ObservableList;
import javafx.scene.Scene;
import javafx.scene.text.Font;

/**
 * Our light and dark look over Modena, in the size a person has set. Light or dark follows the settings, and where they leave
 * it to the system, the system property {@value #PROPERTY} or what the desktop says. FX thread only.
 */
public final class Theme {

    /** {@code light} or {@code dark}; anything else means: as the system has it. */
    public static final String PROPERTY = "chat.theme";

    /** Style class of the scene's root while rows and bubbles have little air. */
    public static final String COMPACT = "compact";

    /** Style class of the scene's root while nothing moves that need not. */
    public static final String REDUCED_MOTION = "reduced-motion";

    /** Style class of the scene's root while the window is mirrored; icons of class {@code points-back} follow. */
    public static final String RIGHT_TO_LEFT = "right-to-left";

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
        return ofSystem(pleasantFont());
    }

    /**
     * The theme for this desktop.
     *
     * @param font as {@link #pleasantFont} names it
     */
    public static Theme ofSystem(String font) {
        return new Theme(
                Platform.getPreferences().colorSchemeProperty(),
                switch (System.getProperty(PROPERTY, "").toLowerCase(Locale.ROOT)) {
                    case "light" -> Optional.of(ColorScheme.LIGHT);
                    case "dark" -> Optional.of(ColorScheme.DARK);
                    default -> Optional.empty();
                },
                Optional.of(font).filter(family -> !family.isEmpty()));
    }

    /** Dresses a scene as it comes, now and whenever the system's choice changes; its popups wear the same. */
    public void applyTo(Scene scene) {
        applyTo(scene, ChatSettings.DEFAULT.appearance());
    }

    /**
     * Dresses a scene, now and whenever the system's choice changes; its popups wear the same. May be called again with other
     * wishes.
     */
    public void applyTo(Scene scene, Appearance appearance) {
        if (scene.getProperties().get(Theme.class) instanceof Worn worn) {
            worn.appearance = appearance;
        } else {
            Worn worn = new Worn(appearance);
            // The system's preferences outlive every window; the scene keeps the listener alive as long as itself.
            worn.follow = (observed, before, now) -> dress(scene, worn.appearance);
            scene.getProperties().put(Theme.class, worn);
            system.addListener(new WeakChangeListener<>(worn.follow));
        }
        dress(scene, appearance);
    }

    private void dress(Scene scene, Appearance appearance) {
        ColorScheme scheme = switch (appearance.theme()) {
            case SYSTEM -> wanted.orElseGet(system::getValue);
            case LIGHT -> ColorScheme.LIGHT;
            case DARK -> ColorScheme.DARK;
        };
        List<String> sheets = new ArrayList<>();
        sheets.add(sheet(scheme == ColorScheme.DARK ? "dark.css" : "light.css", 100));
        SHEETS.forEach(name -> sheets.add(sheet(name, appearance.textPercent())));
        font.map(family -> ".root { -fx-font-family: \"" + family + "\"; }")
                .map(Theme::inline)
                .ifPresent(sheets::add);
        if (!sheets.equals(scene.getStylesheets())) {
            scene.getStylesheets().setAll(sheets);
        }
        ObservableList<String> classes = scene.getRoot().getStyleClass();
        wear(classes, COMPACT, appearance.density() == Appearance.Density.COMPACT);
        wear(classes, REDUCED_MOTION, appearance.reduceMotion());
    }

    private static void wear(ObservableList<String> classes, String name, boolean worn) {
        if (!worn) {
            classes.remove(name);
        } else if (!classes.contains(name)) {
            classes.add(name);
        }
    }

    private static String sheet(String name, int percent) {
        if (percent == 100) {
            return Objects.requireNonNull(Theme.class.getResource(name), name).toExternalForm();
        }
        try (InputStream in = Objects.requireNonNull(Theme.class.getResourceAsStream(name), name)) {
            return inline(TextSize.scaled(new String(in.readAllBytes(), StandardCharsets.UTF_8), percent));
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    private static String inline(String rules) {
        return "data:text/css;base64," + Base64.getEncoder().encodeToString(rules.getBytes(StandardCharsets.UTF_8));
    }

    /** The family that is best to read of those installed; empty text for the system's own. Looks through all there are. */
    public static String pleasantFont() {
        // On Linux "System" is whatever fontconfig puts first, often DejaVu, which is wide and has no semibold. Windows
        // and macOS have a good one.
        boolean linux = System.getProperty("os.name", "").startsWith("Linux");
        List<String> installed = linux ? Font.getFamilies() : List.of();
        return PLEASANT_FONTS.stream().filter(installed::contains).findFirst().orElse("");
    }

    /** Whether {@link #pleasantFont} may have said so. */
    public static boolean isPleasant(String font) {
        return font.isEmpty() || PLEASANT_FONTS.contains(font);
    }

    /** What a scene wears. */
    private static final class Worn {
        private Appearance appearance;
        private ChangeListener<ColorScheme> follow = (observed, before, now) -> {};

        private Worn(Appearance appearance) {
            this.appearance = appearance;
        }
    }
}
