package dev.chatp2p.desktop.common;

import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/**
 * A generated picture of a person: the initial on a colour that is always the same for the same name, and on wish a presence
 * dot, filled for online and a ring for offline. Whoever shows it says the same in words.
 */
public final class AvatarView extends StackPane {

    /** Spreads names that are much alike over the colours that the style sheet defines as .avatar-0 to .avatar-7. */
    private static final int SPREAD = 0xC2B2AE35;

    private static final int COLOUR_BITS = 3;

    private static final PseudoClass ONLINE = PseudoClass.getPseudoClass("online");

    private final Label initial = new Label();
    private final StackPane dot = new StackPane();
    private final Tooltip presence = new Tooltip();
    private boolean told;
    private String colour = "";

    public AvatarView() {
        getStyleClass().add("avatar");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        initial.getStyleClass().add("avatar-initial");
        Region core = new Region();
        core.getStyleClass().add("presence-core");
        dot.getStyleClass().add("presence-dot");
        dot.getChildren().add(core);
        dot.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        dot.setTranslateX(4);
        dot.setTranslateY(4);
        dot.setVisible(false);
        setAlignment(dot, Pos.BOTTOM_RIGHT);
        getChildren().addAll(initial, dot);
    }

    /**
     * Shows a person.
     *
     * @param name their name, safe to show
     */
    public void setName(String name) {
        initial.setText(initialOf(name));
        getStyleClass().remove(colour);
        colour = "avatar-" + ((name.hashCode() * SPREAD) >>> (Integer.SIZE - COLOUR_BITS));
        getStyleClass().add(colour);
        setAccessibleText(name);
    }

    public void setPresence(boolean online) {
        dot.setVisible(true);
        dot.pseudoClassStateChanged(ONLINE, online);
    }

    /**
     * Shows the presence with what it means.
     *
     * @param words for whoever cannot tell by the dot
     */
    public void setPresence(boolean online, String words) {
        setPresence(online);
        dot.setAccessibleText(words);
        presence.setText(words);
        if (!told) {
            told = true;
            Tooltip.install(dot, presence);
        }
    }

    private static String initialOf(String name) {
        return name.codePoints()
                .filter(Character::isLetterOrDigit)
                .mapToObj(Character::toString)
                .findFirst()
                .orElse("?")
                .toUpperCase(Locale.ROOT);
    }
}
