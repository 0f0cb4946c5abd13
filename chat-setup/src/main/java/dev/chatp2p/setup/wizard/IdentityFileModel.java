package dev.chatp2p.setup.wizard;

import dev.chatp2p.core.text.DisplayText;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.identity.ZitiIdentity;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** An identity that somebody has already: check it, keep a copy, use that. FX thread only. */
final class IdentityFileModel implements PageModel {

    private final WizardSurroundings surroundings;
    private final WizardTexts texts;
    private final WizardTimes times;
    private final WizardModel wizard;
    private final PageWork work;
    private final PageFrame frame;
    private final ReadOnlyObjectWrapper<IdentityState> state = new ReadOnlyObjectWrapper<>(IdentityState.empty(""));

    private final StringProperty password = new SimpleStringProperty("");

    private Optional<Path> chosen = Optional.empty();

    /** What becomes of the chosen file: kept and used from now on, or only looked at for this time. */
    private Remembering remembering = Remembering.ONCE_USABLE;

    IdentityFileModel(WizardSurroundings surroundings, WizardModel wizard) {
        this.surroundings = surroundings;
        this.texts = surroundings.texts();
        this.times = new WizardTimes(surroundings);
        this.wizard = wizard;
        this.work = new PageWork(surroundings);
        this.frame = PageFrame.of(texts.of("identity.title"), "");
        frame.primaryText().set(texts.of("identity.use"));
        password.subscribe(this::offer);
        show(IdentityState.empty(""));
    }

    @Override
    public PageFrame frame() {
        return frame;
    }

    ReadOnlyObjectProperty<IdentityState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** What an identity that has no certificate logs in with. */
    StringProperty passwordProperty() {
        return password;
    }

    /** Lets the person choose a file. */
    void choose() {
        surroundings.dialogs().open(FileKind.IDENTITY).ifPresent(this::use);
    }

    @Override
    public boolean leavesForFiles() {
        return true;
    }

    @Override
    public boolean dropped(List<Path> files) {
        if (WizardPages.isOne(files, FileKind.IDENTITY)) {
            use(files.getFirst());
            return true;
        }
        if (WizardPages.isOne(files, FileKind.INVITATION)) {
            return false;
        }
        chosen = Optional.empty();
        show(IdentityState.empty(texts.of(files.size() > 1 ? "start.oneFile" : "start.otherFile")));
        return true;
    }

    /** Reads and checks the identity in a file. */
    void use(Path file) {
        read(file, Remembering.ONCE_USABLE);
    }

    /** The same for one that was named for this time only and lacks its password; no copy is kept. */
    void askForPassword(Path file) {
        read(file, Remembering.NEVER);
    }

    private void read(Path file, Remembering wanted) {
        remembering = wanted;
        chosen = Optional.empty();
        show(IdentityState.empty(""));
        frame.busy().set(true);
        work.start(
                progress -> card(file),
                card -> {
                    chosen = Optional.of(file);
                    show(IdentityState.of(card));
                    frame.busy().set(false);
                },
                e -> {
                    show(IdentityState.empty(texts.of(e)));
                    frame.busy().set(false);
                });
    }

    private IdentityState.Card card(Path file) throws ZitiException {
        String name = WizardPages.nameOf(file);
        if (ZitiIdentity.needsPassword(file)) {
            // Whether it is the right one only the network knows.
            ZitiIdentity identity = ZitiIdentity.read(file, "");
            return new IdentityState.Card(name, networkOf(identity), texts.of("identity.password"), true);
        }
        ZitiIdentity identity = ZitiIdentity.read(file);
        Instant end = identity.certificate().getNotAfter().toInstant();
        return new IdentityState.Card(
                name, networkOf(identity), texts.of("identity.validUntil", times.date(end)), false);
    }

    private static String networkOf(ZitiIdentity identity) {
        return DisplayText.name(identity.controllers().getFirst().getRawAuthority());
    }

    @Override
    public void primary() {
        if (chosen.isEmpty()) {
            return;
        }
        Path file = chosen.get();
        Remembering wanted = remembering;
        frame.busy().set(true);
        work.start(
                progress -> wanted == Remembering.NEVER
                        ? file
                        : surroundings.identities().keep(file),
                used -> {
                    wizard.finish(used, Optional.of(password.get()).filter(typed -> !typed.isEmpty()), wanted);
                    password.set("");
                    frame.busy().set(false);
                },
                e -> {
                    show(state.get().failed(texts.of(e)));
                    frame.busy().set(false);
                });
    }

    @Override
    public void cancelWork() {
        work.cancel();
        frame.busy().set(false);
    }

    private void show(IdentityState now) {
        state.set(now);
        frame.subtitle().set(texts.of(now.card().isPresent() ? "identity.subtitleChecked" : "identity.subtitle"));
        offer();
    }

    private void offer() {
        frame.primaryEnabled()
                .set(state.get()
                        .card()
                        .filter(card -> !card.needsPassword() || !password.get().isEmpty())
                        .isPresent());
    }
}
