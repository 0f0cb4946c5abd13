package dev.chatp2p.desktop.settings;

import dev.chatp2p.desktop.common.Texts;

/** What others learn. */
final class PrivacySectionView extends SettingsGroupView {

    PrivacySectionView(SettingsViewModel model, Texts texts) {
        super(texts, "settings.section.PRIVACY");
        card(
                row("settings.receipts", toggle(model.receipts())),
                row("settings.typing", toggle(model.typing())),
                row("settings.strangersRing", toggle(model.strangersRing())));
    }
}
