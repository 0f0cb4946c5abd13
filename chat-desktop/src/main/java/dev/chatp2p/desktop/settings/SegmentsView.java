package dev.chatp2p.desktop.settings;

import java.util.List;
import java.util.function.Function;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.Region;
import org.controlsfx.control.SegmentedButton;

/** One of a few, side by side. */
final class SegmentsView<T> extends SegmentedButton {

    SegmentsView(Preference<T> preference, List<T> choices, Function<T, String> words) {
        ToggleGroup group = new ToggleGroup();
        setToggleGroup(group);
        for (T choice : choices) {
            ToggleButton button = new ToggleButton(words.apply(choice));
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setUserData(choice);
            button.setToggleGroup(group);
            button.setOnAction(event -> {
                button.setSelected(true); // one stays chosen
                preference.set(choice);
            });
            getButtons().add(button);
        }
        preference.subscribe(value -> getButtons()
                .forEach(button -> button.setSelected(value.equals(button.getUserData()))));
    }
}
