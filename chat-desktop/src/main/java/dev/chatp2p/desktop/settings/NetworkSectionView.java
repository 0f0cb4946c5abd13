package dev.chatp2p.desktop.settings;

import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.setup.controls.WrappedLabel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.textfield.CustomTextField;
import org.kordamp.ikonli.javafx.FontIcon;

/** How it is reached, and how that goes. */
final class NetworkSectionView extends SettingsGroupView {

    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");
    private static final double FIELD = 160;

    private final SettingsViewModel model;
    private final NetworkStatusViewModel network;
    private final DirectoriesViewModel directories;

    NetworkSectionView(
            SettingsViewModel model, NetworkStatusViewModel network, DirectoriesViewModel directories, Texts texts) {
        super(texts, "settings.section.NETWORK");
        this.model = model;
        this.network = network;
        this.directories = directories;
        status();
        names();
        directories();
        report();
    }

    private void status() {
        subheading("settings.status");
        Label words = new WrappedLabel();
        words.setId("network-status");
        words.getStyleClass().add("settings-name");
        words.textProperty().bind(network.statusProperty());
        Tooltip detail = new Tooltip();
        detail.textProperty().bind(network.detailProperty());
        words.setTooltip(detail);
        HBox head = new HBox(words);
        head.getStyleClass().add("settings-row");
        VBox rows = new VBox();
        rows.setId("routers");
        network.routers().addListener((ListChangeListener<RouterRow>) change -> fill(rows));
        network.controllerProperty().subscribe((before, now) -> fill(rows));
        fill(rows);
        card(head, rows);
    }

    private void fill(VBox rows) {
        List<Node> nodes = new ArrayList<>();
        network.controllerProperty().get().ifPresent(controller -> nodes.add(row(controller)));
        network.routers().forEach(router -> nodes.add(row(router)));
        rows.getChildren().setAll(nodes);
    }

    private static Node row(RouterRow router) {
        Region dot = new Region();
        dot.getStyleClass().add("status-dot");
        dot.pseudoClassStateChanged(
                PseudoClass.getPseudoClass(router.mood().name().toLowerCase(Locale.ROOT)), true);
        Label name = new Label(router.name());
        name.getStyleClass().add("settings-name");
        Label detail = new Label(router.address());
        detail.getStyleClass().add("settings-help");
        VBox words = new VBox(name);
        if (!router.address().isEmpty()) {
            words.getChildren().add(detail);
        }
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        Label state = new Label(router.state());
        state.getStyleClass().add("settings-help");
        state.setMinWidth(Region.USE_PREF_SIZE);
        Label time = new Label(router.roundTrip());
        time.getStyleClass().add("settings-value");
        time.setMinWidth(Region.USE_PREF_SIZE);
        VBox right = new VBox(state);
        if (!router.roundTrip().isEmpty()) {
            right.getChildren().add(time);
        }
        right.getStyleClass().add("settings-right");
        HBox row = new HBox(dot, words, right);
        row.getStyleClass().addAll("settings-row", "router-row");
        row.setAccessibleText(router.name() + ", " + router.state()
                + (router.roundTrip().isEmpty() ? "" : ", " + router.roundTrip()));
        return row;
    }

    private void names() {
        subheading("settings.names");
        CustomTextField service = field(model.hosted(), "chat-p2p");
        service.setId("service");
        service.setPrefWidth(FIELD);
        CustomTextField instance = field(model.instance(), texts().of("settings.instancePrompt"));
        instance.setId("instance");
        instance.setPrefWidth(FIELD);
        card(
                row("settings.service", service),
                row("settings.instance", instance),
                note(
                        "mdi2r-restart",
                        model.restartNeededProperty().map(needed -> needed ? texts().of("settings.restart") : "")));
    }

    private void directories() {
        subheading("settings.directories");
        VBox list = new VBox();
        list.setId("directories");
        model.directories().addListener((ListChangeListener<String>) change -> list(list));
        directories.statesProperty().subscribe((before, now) -> list(list));
        list(list);
        CustomTextField address = new CustomTextField();
        address.setId("directory-address");
        address.setPromptText("https://");
        address.setAccessibleText(texts().of("settings.directoryAddress"));
        address.textProperty().bindBidirectional(model.newDirectoryProperty());
        address.setOnAction(event -> model.addDirectory());
        HBox.setHgrow(address, Priority.ALWAYS);
        HBox line = new HBox(address, button("settings.directoryAdd", model::addDirectory));
        line.getStyleClass().add("name-line");
        Label problem = note("mdi2a-alert-circle-outline", model.directoryProblemProperty());
        problem.pseudoClassStateChanged(BAD, true);
        Button readAgain = button("settings.directoryReadAgain", directories::readAgain);
        readAgain.disableProperty().bind(Bindings.isEmpty(model.directories()));
        VBox adding = new VBox(
                help(texts().of("settings.directoriesHelp")),
                line,
                problem,
                SettingsGroupView.line(List.of(button("settings.directoryChoose", model::chooseDirectory), readAgain)));
        adding.getStyleClass().addAll("settings-row", "wide");
        card(list, adding);
    }

    private void list(VBox list) {
        list.getChildren()
                .setAll(model.directories().stream().map(this::directory).toList());
    }

    private Node directory(String directory) {
        String shown = SettingsViewModel.shown(directory);
        FontIcon icon = new FontIcon(directory.startsWith("https:") ? "mdi2w-web" : "mdi2f-file-account-outline");
        icon.getStyleClass().add("settings-icon");
        Label name = new Label(shown);
        name.setMinWidth(0);
        name.setTooltip(new Tooltip(shown));
        VBox words = new VBox(name);
        words.getStyleClass().add("settings-words");
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        Optional.ofNullable(directories.statesProperty().get().get(directory))
                .ifPresent(state -> words.getChildren().add(state(state)));
        Button remove = new Button();
        remove.getStyleClass().add("icon-button");
        remove.setGraphic(new FontIcon("mdi2c-close"));
        remove.setAccessibleText(texts().of("settings.directoryRemove", shown));
        remove.setTooltip(new Tooltip(texts().of("settings.directoryRemove", shown)));
        remove.setOnAction(event -> model.removeDirectory(directory));
        HBox row = new HBox(icon, words, remove);
        row.getStyleClass().add("settings-row");
        return row;
    }

    private Label state(DirectoryState state) {
        Label label = help(state.words());
        label.getStyleClass().add("directory-state");
        if (state.problem()) {
            label.getStyleClass().setAll("label", "settings-note", "directory-state");
            label.setGraphic(new FontIcon("mdi2a-alert-circle-outline"));
            label.pseudoClassStateChanged(BAD, true);
        }
        return label;
    }

    private void report() {
        subheading("settings.report");
        Button save = button("settings.reportSave", network::saveReport);
        save.setId("save-report");
        save.disableProperty().bind(network.busyProperty());
        FlowPane line = line(List.of(save));
        Label saved = note("mdi2i-information-outline", network.savedProperty());
        network.failedProperty().subscribe(bad -> saved.pseudoClassStateChanged(BAD, bad));
        VBox box = new VBox(help(texts().of("settings.reportHelp")), line, saved);
        box.getStyleClass().addAll("settings-row", "wide");
        card(box);
    }
}
