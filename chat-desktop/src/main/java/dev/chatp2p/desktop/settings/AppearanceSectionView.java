package dev.chatp2p.desktop.settings;

import dev.chatp2p.core.settings.ChatSettings.Appearance;
import dev.chatp2p.desktop.common.Texts;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** How it looks. */
final class AppearanceSectionView extends SettingsGroupView {

    private static final int STEP = 10;

    AppearanceSectionView(SettingsViewModel model, Texts texts) {
        super(texts, "settings.section.APPEARANCE");
        card(
                row(
                        "settings.theme",
                        new SegmentsView<>(
                                model.theme(),
                                List.of(Appearance.Theme.values()),
                                theme -> texts.of("settings.theme." + theme))),
                wideRow("settings.textSize", textSize(model)),
                row(
                        "settings.density",
                        new SegmentsView<>(
                                model.density(),
                                List.of(Appearance.Density.values()),
                                density -> texts.of("settings.density." + density))),
                row("settings.reduceMotion", toggle(model.reduceMotion())));
    }

    /** While the thumb is dragged nothing else changes: it would move away under the hand. */
    private HBox textSize(SettingsViewModel model) {
        Slider slider = new Slider(
                Appearance.LEAST_TEXT_PERCENT,
                Appearance.MOST_TEXT_PERCENT,
                model.textPercent().get());
        slider.setId("text-size");
        slider.setAccessibleText(texts().of("settings.textSize"));
        slider.setMajorTickUnit(STEP);
        slider.setMinorTickCount(0);
        slider.setBlockIncrement(STEP);
        slider.setSnapToTicks(true);
        HBox.setHgrow(slider, Priority.ALWAYS);
        Label percent = new Label();
        percent.getStyleClass().add("settings-value");
        percent.setMinWidth(Region.USE_PREF_SIZE);
        slider.valueProperty()
                .subscribe(value -> percent.setText(texts().of("settings.percent", rounded(slider))));
        slider.valueProperty().subscribe((before, now) -> take(slider, model));
        slider.valueChangingProperty().subscribe((before, now) -> take(slider, model));
        model.textPercent().subscribe(value -> slider.setValue(value));
        HBox box = new HBox(slider, percent);
        box.getStyleClass().add("settings-slider");
        return box;
    }

    private static void take(Slider slider, SettingsViewModel model) {
        if (!slider.isValueChanging()) {
            model.textPercent().set(rounded(slider));
        }
    }

    private static int rounded(Slider slider) {
        return (int) Math.round(slider.getValue() / STEP) * STEP;
    }
}
