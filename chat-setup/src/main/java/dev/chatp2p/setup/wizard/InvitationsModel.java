package dev.chatp2p.setup.wizard;

import dev.chatp2p.core.text.DisplayText;
import dev.chatp2p.setup.SetupException;
import dev.chatp2p.setup.SetupFailure;
import dev.chatp2p.setup.plan.DesiredState;
import dev.chatp2p.setup.plan.InvitationFiles;
import dev.chatp2p.setup.plan.PersonInvitation;
import dev.chatp2p.setup.plan.PersonReport;
import dev.chatp2p.setup.plan.SafeFileName;
import dev.chatp2p.setup.wizard.PersonCard.Notice;
import dev.chatp2p.ziti.identity.PrivateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** The network is as it should be: the people, whether each can chat, and their invitations. FX thread only. */
final class InvitationsModel implements PageModel {

    private static final int MAX_PATH_SHOWN = 200;

    private final PageFrame frame;
    private final NetworkPath path;
    private final WizardTexts texts;
    private final String service;
    private final PageWork work;
    private final List<PersonCard> cards;
    private final WizardTimes times;

    private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

    InvitationsModel(
            NetworkPath path, DesiredState desired, List<PersonReport> reports, List<PersonInvitation> invitations) {
        this.path = path;
        this.texts = path.texts();
        this.service = desired.service();
        this.work = path.work();
        this.times = new WizardTimes(path.surroundings());
        Map<String, PersonInvitation> byName = invitations.stream()
                .collect(Collectors.toMap(PersonInvitation::name, Function.identity(), (first, second) -> first));
        this.cards = reports.stream()
                .map(report -> new PersonCard(report, Optional.ofNullable(byName.get(report.name()))))
                .toList();
        long ready =
                reports.stream().filter(report -> report.problem().isEmpty()).count();
        this.frame = PageFrame.of(
                texts.of(ready == cards.size() ? "invitations.title" : "invitations.problemTitle"),
                texts.of("invitations.subtitle", ready, cards.size(), invitations.size()));
        frame.primaryText().set(texts.of("invitations.saveAll"));
        frame.finished().set(true);
        offerToSave();
    }

    @Override
    public PageFrame frame() {
        return frame;
    }

    /** The people, in the order they were named. */
    List<PersonCard> cards() {
        return cards;
    }

    /** What was done with all of them. */
    ReadOnlyStringProperty noticeProperty() {
        return notice.getReadOnlyProperty();
    }

    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** How a person's card begins: what the network says about them, and how long the invitation can be used. */
    String detail(PersonCard card) {
        PersonReport report = card.report();
        if (report.problem().isPresent()) {
            return report.problem().get();
        }
        String routers = texts.of("invitations.ready", report.routersOnline());
        return card.invitationProperty()
                .get()
                .map(invitation ->
                        routers + " · " + texts.of("invitations.validUntil", times.dayAndTime(invitation.expires())))
                .orElse(routers);
    }

    /** Saves one invitation where the person says. */
    void save(PersonCard card) {
        card.invitationProperty()
                .get()
                .flatMap(invitation -> path.surroundings()
                        .dialogs()
                        .save(FileKind.INVITATION, SafeFileName.of(card.name(), "invitation") + ".jwt"))
                .ifPresent(file -> saveTo(card, file));
    }

    private void saveTo(PersonCard card, Path file) {
        PersonInvitation invitation = card.invitationProperty().get().orElseThrow();
        begin(card, texts.of("invitations.saving"));
        work.start(
                progress -> {
                    write(invitation, file);
                    return file;
                },
                saved -> {
                    card.take();
                    end(
                            card,
                            new Notice.Good(
                                    texts.of("invitations.saved", DisplayText.line(saved.toString(), MAX_PATH_SHOWN))));
                },
                failure -> end(card, new Notice.Bad(texts.of(failure))));
    }

    /** The person has chosen the file, and said that it may be overwritten if it is there. */
    private static void write(PersonInvitation invitation, Path file) throws SetupException {
        try (PrivateFile written = PrivateFile.begin(file, invitation.jwt().length())) {
            written.replace(invitation.jwt());
        } catch (IOException e) {
            throw new SetupException(
                    SetupFailure.STORAGE,
                    "The invitation could not be saved as " + DisplayText.line(file.toString(), MAX_PATH_SHOWN)
                            + ". Check that you may write there and that the disk is not full, or choose another"
                            + " place.",
                    e);
        }
    }

    /** Copies the text of the invitation. */
    void copy(PersonCard card) {
        card.invitationProperty().get().ifPresent(invitation -> {
            path.surroundings().clipboard().put(invitation.jwt());
            card.take();
            card.say(new Notice.Good(texts.of("invitations.copied", card.shown())));
        });
    }

    /** The invitation as a QR code; empty if there is none, or it does not fit into one. */
    Optional<QrCode> qrCode(PersonCard card) {
        return card.invitationProperty().get().flatMap(invitation -> QrCode.of(invitation.jwt()));
    }

    /** This person is the one in front of the screen. Asks first if that leaves behind what nobody has yet. */
    void useHere(PersonCard card) {
        long others = cards.stream()
                .filter(other -> !other.equals(card) && other.isUntaken())
                .count();
        if (others == 0) {
            join(card);
        } else {
            card.say(new Notice.ConfirmJoining(texts.of("invitations.confirmMe", others)));
        }
    }

    /** Uses the invitation here. */
    void join(PersonCard card) {
        card.say(new Notice.None());
        card.invitationProperty().get().ifPresent(path::use);
    }

    /** Asks whether a new invitation may make void what was before. */
    void askForNew(PersonCard card) {
        card.say(new Notice.Confirm(texts.of(
                card.report().enrolled() ? "invitations.confirmEnrolled" : "invitations.confirmPending",
                card.shown())));
    }

    void keep(PersonCard card) {
        card.say(new Notice.None());
    }

    /** Issues a new invitation; what was before is void. */
    void issueNew(PersonCard card) {
        begin(card, texts.of("invitations.issuing"));
        work.start(
                progress -> path.session().provisioner().reissue(service, card.name()),
                issued -> {
                    card.invite(issued);
                    end(card, new Notice.Good(texts.of("invitations.issued", card.shown())));
                },
                failure -> end(card, new Notice.Bad(texts.of(failure))));
    }

    private void begin(PersonCard card, String words) {
        frame.busy().set(true);
        card.say(new Notice.Busy(words));
    }

    private void end(PersonCard card, Notice outcome) {
        frame.busy().set(false);
        card.say(outcome);
        offerToSave();
    }

    private void offerToSave() {
        frame.primaryEnabled().set(!invitations().isEmpty());
    }

    private List<PersonInvitation> invitations() {
        return cards.stream()
                .flatMap(card -> card.invitationProperty().get().stream())
                .toList();
    }

    @Override
    public void primary() {
        path.surroundings().dialogs().folder().ifPresent(this::saveAllTo);
    }

    private void saveAllTo(Path folder) {
        List<PersonInvitation> all = invitations();
        problem.set("");
        notice.set("");
        frame.busy().set(true);
        work.start(
                progress -> new InvitationFiles(folder).write(all),
                files -> {
                    frame.busy().set(false);
                    cards.forEach(PersonCard::take);
                    notice.set(texts.of(
                            "invitations.savedAll", files.size(), DisplayText.line(folder.toString(), MAX_PATH_SHOWN)));
                },
                failure -> {
                    frame.busy().set(false);
                    problem.set(texts.of(failure));
                });
    }

    @Override
    public void cancelWork() {
        work.cancel();
        frame.busy().set(false);
        cards.stream()
                .filter(card -> card.noticeProperty().get() instanceof Notice.Busy)
                .forEach(card -> card.say(new Notice.None()));
    }

    @Override
    public boolean holdsWork() {
        return true;
    }
}
