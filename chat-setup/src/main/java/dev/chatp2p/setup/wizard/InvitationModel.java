package dev.chatp2p.setup.wizard;

import dev.chatp2p.core.text.DisplayText;
import dev.chatp2p.setup.wizard.InvitationState.Card;
import dev.chatp2p.setup.wizard.InvitationState.Stage;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.enroll.CheckedInvitation;
import dev.chatp2p.ziti.enroll.EnrollmentMethod;
import dev.chatp2p.ziti.enroll.EnrollmentStep;
import dev.chatp2p.ziti.enroll.Invitation;
import dev.chatp2p.ziti.enroll.Proof;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;

/** From an invitation to an identity: read it, check who has signed it, exchange it. FX thread only. */
final class InvitationModel implements PageModel {

    /** What may be another time, without another invitation. */
    private static final Set<ZitiFailure> WORTH_ANOTHER_TRY = Set.of(
            ZitiFailure.CONTROLLER_UNREACHABLE,
            ZitiFailure.TIMEOUT,
            ZitiFailure.CLOCK_OFF,
            ZitiFailure.UNTRUSTED,
            ZitiFailure.PROTOCOL,
            ZitiFailure.BAD_IDENTITY,
            ZitiFailure.STORAGE);

    /** Reads an invitation from wherever it is. */
    @FunctionalInterface
    private interface Source {
        Invitation read() throws ZitiException;
    }

    private final WizardSurroundings surroundings;
    private final WizardTexts texts;
    private final WizardTimes times;
    private final WizardModel wizard;
    private final PageWork work;
    private final PageFrame frame;
    private final ProofFields fields = ProofFields.empty();
    private final ReadOnlyObjectWrapper<InvitationState> state = new ReadOnlyObjectWrapper<>(InvitationState.empty(""));

    private Optional<CheckedInvitation> checked = Optional.empty();
    /** Of the attempt to join that is under way or was the last. */
    private PointOfNoReturn sending = new PointOfNoReturn();

    /** What the primary button does when it is not joining. */
    private Optional<Runnable> again = Optional.empty();

    InvitationModel(WizardSurroundings surroundings, WizardModel wizard) {
        this.surroundings = surroundings;
        this.texts = surroundings.texts();
        this.times = new WizardTimes(surroundings);
        this.wizard = wizard;
        this.work = new PageWork(surroundings);
        this.frame = PageFrame.of(texts.of("invitation.title"), "");
        fields.onChange(this::offer);
        show(InvitationState.empty(""));
    }

    @Override
    public PageFrame frame() {
        return frame;
    }

    ReadOnlyObjectProperty<InvitationState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** What joining takes besides the invitation. */
    ProofFields fields() {
        return fields;
    }

    /** What is wrong with the repeated password; empty if nothing is. */
    ObservableValue<String> repeatProblem() {
        return Bindings.createStringBinding(
                () -> fields.passwordsDiffer() ? texts.of("proof.passwordsDiffer") : "",
                fields.password(),
                fields.repeated());
    }

    /** Lets the person choose a file. */
    void choose() {
        if (state.get().stage() != Stage.JOINING) {
            surroundings.dialogs().open(FileKind.INVITATION).ifPresent(this::use);
        }
    }

    void chooseCertificate() {
        surroundings
                .dialogs()
                .open(FileKind.CERTIFICATE)
                .ifPresent(file -> fields.certificate().set(Optional.of(file)));
    }

    void chooseKey() {
        surroundings.dialogs().open(FileKind.KEY).ifPresent(file -> fields.key().set(Optional.of(file)));
    }

    @Override
    public void pasted() {
        surroundings
                .clipboard()
                .text()
                .filter(text -> !text.isBlank())
                .ifPresentOrElse(
                        text -> use(texts.of("invitation.pasted"), text),
                        () -> explain(texts.of("invitation.nothingToPaste")));
    }

    @Override
    public boolean holdsWork() {
        return fields.areFilledIn();
    }

    @Override
    public boolean leavesForFiles() {
        return true;
    }

    @Override
    public boolean dropped(List<Path> files) {
        if (WizardPages.isOne(files, FileKind.INVITATION)) {
            use(files.getFirst());
            return true;
        }
        if (WizardPages.isOne(files, FileKind.IDENTITY)) {
            return false;
        }
        explain(texts.of(files.size() > 1 ? "start.oneFile" : "start.otherFile"));
        return true;
    }

    /** Reads and checks an invitation in a file. */
    void use(Path file) {
        read(WizardPages.nameOf(file), () -> Invitation.read(file));
    }

    /**
     * Reads and checks an invitation that is at hand as text.
     *
     * @param name what to show as its name, such as {@code user1.jwt}; foreign text
     * @param token the text
     */
    void use(String name, String token) {
        read(DisplayText.name(name), () -> Invitation.parse(token));
    }

    private void explain(String sentence) {
        checked = Optional.empty();
        again = Optional.empty();
        show(InvitationState.empty(sentence));
    }

    private void read(String name, Source source) {
        explain("");
        frame.busy().set(true);
        work.start(progress -> source.read(), invitation -> check(name, invitation), e -> {
            show(InvitationState.empty(texts.of(e)));
            frame.busy().set(false);
        });
    }

    private void check(String name, Invitation invitation) {
        Card card = new Card(name, DisplayText.name(invitation.network()), validity(invitation), invitation.method());
        again = Optional.empty();
        if (invitation.method() == EnrollmentMethod.NETWORK) {
            show(InvitationState.of(Stage.FAILED, card).failed(Stage.FAILED, texts.of("invitation.forNobody")));
            frame.busy().set(false);
            return;
        }
        frame.busy().set(true);
        show(InvitationState.of(Stage.CHECKING, card));
        work.start(
                progress -> surroundings.enroller().check(invitation),
                good -> {
                    checked = Optional.of(good);
                    show(InvitationState.of(Stage.READY, card));
                    frame.busy().set(false);
                },
                e -> {
                    if (isWorthAnotherTry(e)) {
                        again = Optional.of(() -> check(name, invitation));
                    }
                    show(state.get().failed(Stage.FAILED, texts.of(e)));
                    frame.busy().set(false);
                });
    }

    private String validity(Invitation invitation) {
        Optional<Instant> end = invitation.expires();
        if (end.filter(surroundings.clock().instant()::isAfter).isPresent()) {
            return texts.of("invitation.expiredSince", times.dayAndTime(end.get()));
        }
        String until = end.map(at -> texts.of("invitation.validUntil", times.dayAndTime(at)))
                .orElse(texts.of("invitation.validForever"));
        return invitation.method() == EnrollmentMethod.CA ? until : texts.of("invitation.worksOnce", until);
    }

    @Override
    public void primary() {
        if (again.isPresent()) {
            again.get().run();
        } else {
            state.get().card().ifPresent(this::join);
        }
    }

    private void join(Card card) {
        Optional<Proof> proof = fields.proof(card.method());
        if (checked.isEmpty() || proof.isEmpty()) {
            return;
        }
        frame.busy().set(true);
        sending = new PointOfNoReturn();
        PointOfNoReturn gate = sending;
        show(InvitationState.joining(card, EnrollmentStep.MAKING_KEY));
        work.start(
                progress -> enroll(checked.get(), proof.get(), card.name(), step -> {
                    if (step == EnrollmentStep.REQUESTING_CERTIFICATE) {
                        gate.pass();
                    }
                    progress.accept(() -> show(InvitationState.joining(card, step)));
                }),
                identity -> joined(identity, passwordIn(proof.get())),
                e -> {
                    // Another try is the same button.
                    show(state.get().failed(isWorthAnotherTry(e) ? Stage.READY : Stage.FAILED, texts.of(e)));
                    frame.busy().set(false);
                });
    }

    private Path enroll(CheckedInvitation invitation, Proof proof, String name, Consumer<EnrollmentStep> progress)
            throws ZitiException, InterruptedException {
        Path file = surroundings.identities().newFile(name);
        surroundings.enroller().enroll(invitation, proof, file, progress);
        return file;
    }

    private static Optional<String> passwordIn(Proof proof) {
        return proof instanceof Proof.Password login ? Optional.of(login.password()) : Optional.empty();
    }

    private void joined(Path identity, Optional<String> password) {
        // First, so that whoever waits for the page to be idle finds the identity in use.
        wizard.finish(identity, password, Remembering.AT_ONCE);
        // Used up: should this page ever be seen again, then for another one.
        explain("");
        frame.busy().set(false);
    }

    /** The request is not called back: an invitation that has been sent is used up, whether we wait for the answer or not. */
    @Override
    public void cancelWork() {
        if (state.get().stage() == Stage.JOINING && !sending.turnBack()) {
            return;
        }
        work.cancel();
        frame.busy().set(false);
        switch (state.get().stage()) {
            case JOINING -> state.get().card().ifPresent(card -> show(InvitationState.of(Stage.READY, card)));
            case CHECKING -> show(InvitationState.empty(""));
            case EMPTY, READY, FAILED -> {}
        }
    }

    private static boolean isWorthAnotherTry(Exception e) {
        return !(e instanceof ZitiException failure) || WORTH_ANOTHER_TRY.contains(failure.failure());
    }

    private void show(InvitationState now) {
        state.set(now);
        offer();
    }

    /** What the buttons offer, now that something has changed. */
    private void offer() {
        InvitationState now = state.get();
        frame.subtitle().set(texts.of("invitation.subtitle." + now.stage()));
        boolean sent =
                now.step().filter(step -> step != EnrollmentStep.MAKING_KEY).isPresent();
        frame.backAllowed().set(!sent);
        frame.cancelAllowed().set(!sent);
        frame.primaryText().set(texts.of(again.isPresent() ? "wizard.tryAgain" : "invitation.join"));
        frame.primaryEnabled()
                .set(again.isPresent()
                        || (now.stage() == Stage.READY
                                && now.card()
                                        .flatMap(card -> fields.proof(card.method()))
                                        .isPresent()));
    }
}
