package dev.chatp2p.desktop.settings;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import dev.chatp2p.core.ChatClient;
import dev.chatp2p.core.concurrent.Subscription;
import dev.chatp2p.core.concurrent.Timers;
import dev.chatp2p.core.overlay.ControllerReport;
import dev.chatp2p.core.overlay.RouterReport;
import dev.chatp2p.core.text.DisplayText;
import dev.chatp2p.desktop.common.FxBridge;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.desktop.common.Words;
import dev.chatp2p.setup.wizard.FileDialogs;
import dev.chatp2p.setup.wizard.FileKind;
import dev.chatp2p.setup.wizard.PageWork;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How we stand with the network, looked at every two seconds while somebody looks, and saved as a report. FX thread only. */
@Singleton
public final class NetworkStatusViewModel implements AutoCloseable {

    /** From one look to the next. */
    static final Duration EVERY = Duration.ofSeconds(2);

    private static final Logger log = LoggerFactory.getLogger(NetworkStatusViewModel.class);

    /** Longest name and address of a router, in UTF-16 units. */
    private static final int MAX_SHOWN = 120;

    private final ChatClient client;
    private final Timers timers;
    private final FxBridge bridge;
    private final Texts texts;
    private final Words words;
    private final PageWork looking;
    private final PageWork saving;
    private final FileDialogs files;
    private final DiagnosticReport report;

    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper detail = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<RouterRow>> controller = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObservableList<RouterRow> routers = FXCollections.observableArrayList();
    /** Held here: such a view of a list is only as long alive as somebody holds it, and so are its listeners. */
    private final ObservableList<RouterRow> routersToSee = FXCollections.unmodifiableObservableList(routers);

    private final ReadOnlyStringWrapper saved = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper failed = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();

    private boolean visible;
    private Subscription next = () -> {};

    @Inject
    public NetworkStatusViewModel(
            ChatClient client,
            Timers timers,
            FxBridge bridge,
            Texts texts,
            Words words,
            PageWork looking,
            PageWork saving,
            FileDialogs files,
            DiagnosticReport report) {
        this.client = client;
        this.timers = timers;
        this.bridge = bridge;
        this.texts = texts;
        this.words = words;
        this.looking = looking;
        this.saving = saving;
        this.files = files;
        this.report = report;
    }

    /** Whether somebody looks: only then is anything looked at. */
    public void lookedAt(boolean now) {
        if (now == visible) {
            return;
        }
        visible = now;
        next.close();
        if (visible) {
            look();
        } else {
            looking.cancel();
        }
    }

    private void look() {
        looking.start(progress -> StatusSnapshot.of(client), this::show, this::unlooked);
    }

    private void unlooked(Exception why) {
        log.warn("the state of the network could not be looked at", why);
        later();
    }

    private void later() {
        if (visible) {
            next = timers.after(EVERY, bridge, this::look);
        }
    }

    private void show(StatusSnapshot now) {
        status.set(words.status(now.status()));
        detail.set(now.status().sentence());
        controller.set(now.controller().map(this::row));
        var rows = now.routers().stream().map(this::row).toList();
        if (!rows.equals(routers)) {
            routers.setAll(rows);
        }
        later();
    }

    private RouterRow row(ControllerReport report) {
        return new RouterRow(
                texts.of("settings.controller"),
                DisplayText.line(report.address(), MAX_SHOWN),
                report.answering() ? RouterRow.Mood.GOOD : RouterRow.Mood.BAD,
                texts.of(report.answering() ? "settings.controllerAnswers" : "settings.controllerSilent"),
                "");
    }

    private RouterRow row(RouterReport report) {
        RouterRow.Mood mood =
                report.hosting() ? RouterRow.Mood.GOOD : report.connected() ? RouterRow.Mood.IDLE : RouterRow.Mood.BAD;
        return new RouterRow(
                DisplayText.line(report.name(), MAX_SHOWN),
                DisplayText.line(report.address(), MAX_SHOWN),
                mood,
                texts.of("settings.router." + mood),
                report.roundTrip().map(this::milliseconds).orElse(""));
    }

    private String milliseconds(Duration time) {
        double millis = time.toNanos() / 1e6;
        return texts.of("settings.milliseconds", millis < 10 ? Math.round(millis * 10) / 10.0 : Math.round(millis));
    }

    /** How it stands in general, in the window's language. */
    public ReadOnlyStringProperty statusProperty() {
        return status.getReadOnlyProperty();
    }

    /** The same as the network says it, in English. */
    public ReadOnlyStringProperty detailProperty() {
        return detail.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<RouterRow>> controllerProperty() {
        return controller.getReadOnlyProperty();
    }

    public ObservableList<RouterRow> routers() {
        return routersToSee;
    }

    // ---- the report

    /** Lets a person choose where to save the log and what else helps to find a fault. */
    public void saveReport() {
        files.save(FileKind.REPORT, texts.of("settings.reportName")).ifPresent(this::saveReport);
    }

    private void saveReport(Path file) {
        saved.set("");
        failed.set(false);
        busy.set(true);
        saving.start(
                progress -> {
                    report.write(file, StatusSnapshot.of(client));
                    return file;
                },
                written -> {
                    busy.set(false);
                    saved.set(
                            texts.of("settings.reportSaved", DisplayText.name(String.valueOf(written.getFileName()))));
                },
                why -> {
                    log.warn("the report could not be saved", why);
                    busy.set(false);
                    failed.set(true);
                    saved.set(texts.of("settings.reportNotSaved"));
                });
    }

    /** Whether the report is being written. */
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /** What came of saving; empty if nothing was saved yet. */
    public ReadOnlyStringProperty savedProperty() {
        return saved.getReadOnlyProperty();
    }

    /** Whether what came of it is bad. */
    public ReadOnlyBooleanProperty failedProperty() {
        return failed.getReadOnlyProperty();
    }

    @Override
    public void close() {
        lookedAt(false);
        saving.cancel();
    }
}
