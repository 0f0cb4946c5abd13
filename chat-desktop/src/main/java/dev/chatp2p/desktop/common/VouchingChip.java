package dev.chatp2p.desktop.common;

import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.javafx.FontIcon;

/** Says on a small label whether the network vouches for a name, in words and with a shape, not by colour alone. */
public final class VouchingChip {

    private static final PseudoClass CLAIMED = PseudoClass.getPseudoClass("claimed");

    private VouchingChip() {}

    /** Makes the label say it; a tooltip explains. */
    public static void show(Label chip, boolean vouched, Texts texts) {
        chip.pseudoClassStateChanged(CLAIMED, !vouched);
        chip.setText(texts.of(vouched ? "vouching.vouched" : "vouching.claimed"));
        chip.setGraphic(new FontIcon(vouched ? "mdi2s-shield-check-outline" : "mdi2h-help-circle-outline"));
        chip.setTooltip(new Tooltip(texts.of(vouched ? "vouching.vouchedHelp" : "vouching.claimedHelp")));
    }
}
