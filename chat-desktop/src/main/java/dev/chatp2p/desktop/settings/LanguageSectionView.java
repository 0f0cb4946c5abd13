package dev.chatp2p.desktop.settings;

import dev.chatp2p.desktop.common.Language;
import dev.chatp2p.desktop.common.Texts;
import java.util.Locale;
import javafx.util.StringConverter;
import org.controlsfx.control.SearchableComboBox;

/** Which language is spoken. */
final class LanguageSectionView extends SettingsGroupView {

    LanguageSectionView(SettingsViewModel model, Texts texts) {
        super(texts, "settings.section.LANGUAGE");
        SearchableComboBox<String> choice = new SearchableComboBox<>();
        choice.setId("language");
        choice.getItems().add("");
        choice.getItems().addAll(Language.SPOKEN);
        choice.setConverter(names(texts));
        model.language().subscribe(choice::setValue);
        choice.valueProperty().subscribe(tag -> {
            if (tag != null) {
                model.language().set(tag);
            }
        });
        card(row("settings.language", choice));
    }

    /** Each language by the name it has in itself, for those who do not understand the present one. */
    private static StringConverter<String> names(Texts texts) {
        return new StringConverter<>() {
            @Override
            public String toString(String tag) {
                if (tag == null || tag.isEmpty()) {
                    return texts.of("settings.languageOfSystem");
                }
                Locale locale = Locale.forLanguageTag(tag);
                String name = locale.getDisplayLanguage(locale);
                return name.substring(0, 1).toUpperCase(locale) + name.substring(1);
            }

            @Override
            public String fromString(String text) {
                return Language.SPOKEN.stream()
                        .filter(tag -> toString(tag).equals(text))
                        .findFirst()
                        .orElse("");
            }
        };
    }
}
