package dev.chatp2p.desktop.settings;

import com.google.inject.Inject;
import dev.chatp2p.desktop.common.MiddleColumn;
import dev.chatp2p.desktop.common.Texts;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The page of the settings: its sections on one side, one of them on the other. */
public final class SettingsView {

    /** Below this width of the page the sections show their icons only; pixels at 100 percent text. */
    private static final double NARROW = 520;

    private final SettingsViewModel model;
    private final NetworkStatusViewModel network;
    private final DirectoriesViewModel directories;
    private final IdentityViewModel identity;
    private final Installation installation;
    private final Texts texts;
    private final Map<SettingsSection, Node> made = new EnumMap<>(SettingsSection.class);

    @FXML
    private VBox root;

    @FXML
    private Button back;

    @FXML
    private ListView<SettingsSection> sections;

    @FXML
    private ScrollPane scroll;

    @Inject
    SettingsView(
            SettingsViewModel model,
            NetworkStatusViewModel network,
            DirectoriesViewModel directories,
            IdentityViewModel identity,
            Installation installation,
            Texts texts) {
        this.model = model;
        this.network = network;
        this.directories = directories;
        this.identity = identity;
        this.installation = installation;
        this.texts = texts;
    }

    @FXML
    void initialize() {
        back.setOnAction(event -> model.back());
        back.setTooltip(new Tooltip(texts.of("settings.back")));
        root.addEventHandler(KeyEvent.KEY_PRESSED, this::leaveOnEscape);
        sections.addEventFilter(KeyEvent.KEY_PRESSED, this::leaveOnEscape); // lists keep Escape to themselves
        sections.getItems().setAll(SettingsSection.values());
        sections.setCellFactory(list -> new SectionCell());
        sections.getSelectionModel().select(model.sectionProperty().get());
        sections.getSelectionModel().selectedItemProperty().subscribe(chosen -> {
            if (chosen != null) {
                model.sectionProperty().set(chosen);
            }
        });
        model.sectionProperty().subscribe(this::show);
        root.widthProperty().subscribe(this::arrange);
        root.visibleProperty().subscribe(shown -> {
            watch();
            if (shown) {
                sections.requestFocus();
            }
        });
    }

    private void leaveOnEscape(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            model.back();
            event.consume();
        }
    }

    private void show(SettingsSection section) {
        sections.getSelectionModel().select(section);
        scroll.setContent(made.computeIfAbsent(section, this::make));
        scroll.setVvalue(0);
        watch();
    }

    private void watch() {
        network.lookedAt(root.isVisible() && model.sectionProperty().get() == SettingsSection.NETWORK);
    }

    private Node make(SettingsSection section) {
        SettingsGroupView group = switch (section) {
            case APPEARANCE -> new AppearanceSectionView(model, texts);
            case NOTIFICATIONS -> new NotificationsSectionView(model, texts);
            case GREETING -> new GreetingSectionView(model, texts);
            case PRIVACY -> new PrivacySectionView(model, texts);
            case LANGUAGE -> new LanguageSectionView(model, texts);
            case NETWORK -> new NetworkSectionView(model, network, directories, texts);
            case IDENTITY -> new IdentitySectionView(identity, texts);
            case ABOUT -> new AboutSectionView(installation, texts);
        };
        group.setId("settings-" + section.name().toLowerCase(Locale.ROOT));
        return new MiddleColumn(group);
    }

    private void arrange(Number width) {
        double wanted = NARROW * model.textPercent().get() / 100;
        boolean narrow = width.doubleValue() > 0 && width.doubleValue() < wanted;
        if (narrow != sections.getStyleClass().contains("narrow")) {
            if (narrow) {
                sections.getStyleClass().add("narrow");
            } else {
                sections.getStyleClass().remove("narrow");
            }
            sections.refresh();
        }
    }

    /** A section's icon and, where there is room, its name. */
    private final class SectionCell extends ListCell<SettingsSection> {

        private final FontIcon icon = new FontIcon();
        private final Tooltip tooltip = new Tooltip();

        private SectionCell() {
            getStyleClass().add("settings-section-cell");
            setGraphic(icon);
        }

        @Override
        protected void updateItem(SettingsSection item, boolean empty) {
            super.updateItem(item, empty);
            if (empty || item == null) {
                setText("");
                setGraphic(null);
                setTooltip(null);
                return;
            }
            String name = texts.of("settings.section." + item);
            boolean narrow = sections.getStyleClass().contains("narrow");
            icon.setIconLiteral(iconOf(item));
            setGraphic(icon);
            setText(narrow ? "" : name);
            setAccessibleText(name);
            tooltip.setText(name);
            setTooltip(narrow ? tooltip : null);
        }
    }

    private static String iconOf(SettingsSection section) {
        return switch (section) {
            case APPEARANCE -> "mdi2p-palette-outline";
            case NOTIFICATIONS -> "mdi2b-bell-outline";
            case GREETING -> "mdi2h-hand-wave-outline";
            case PRIVACY -> "mdi2e-eye-off-outline";
            case LANGUAGE -> "mdi2t-translate";
            case NETWORK -> "mdi2l-lan-connect";
            case IDENTITY -> "mdi2c-card-account-details-outline";
            case ABOUT -> "mdi2i-information-outline";
        };
    }
}
