package dev.chatp2p.setup.wizard;

import dev.chatp2p.setup.SetupException;
import dev.chatp2p.setup.SetupFailure;
import dev.chatp2p.setup.plan.ApplyProgress;
import dev.chatp2p.setup.plan.DesiredState;
import dev.chatp2p.setup.plan.PersonInvitation;
import dev.chatp2p.setup.plan.PersonReport;
import dev.chatp2p.setup.plan.Plan;
import dev.chatp2p.setup.plan.PlanStep;
import dev.chatp2p.setup.plan.Provisioner;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/**
 * Carries a plan out, step by step, and checks afterwards that everybody can chat. While it does one can only stop, because
 * leaving would not say what was done. FX thread only.
 */
final class ApplyModel implements PageModel {

    /** What the primary button does. */
    private enum Next {
        RUN,
        LOG_IN,
        LEAVE
    }

    private record Outcome(List<PersonReport> reports, List<PersonInvitation> invitations) {}

    private final PageFrame frame;
    private final NetworkPath path;
    private final WizardTexts texts;
    private final Plan plan;
    private final Optional<DesiredState> desired;
    private final Map<PlanStep, ApplyRow> rows;
    private final PageWork work;

    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper("");
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper();
    private final ReadOnlyBooleanWrapper stoppable = new ReadOnlyBooleanWrapper();

    /** Read by the thread that applies, between two steps. */
    private final AtomicBoolean stop = new AtomicBoolean();

    private boolean started;
    private boolean applied;
    private Next next = Next.RUN;

    /**
     * @param desired what is verified at the end; empty if the plan takes something away
     */
    ApplyModel(NetworkPath path, Plan plan, Optional<DesiredState> desired) {
        this.path = path;
        this.texts = path.texts();
        this.plan = plan;
        this.desired = desired;
        this.work = path.work();
        PlanWords words = new PlanWords(texts);
        this.rows = new LinkedHashMap<>();
        plan.changes().forEach(step -> rows.put(step, new ApplyRow(words.step(step))));
        this.applied = rows.isEmpty();
        this.frame = PageFrame.of(
                texts.of(desired.isPresent() ? "apply.title" : "apply.removalTitle"),
                texts.of("apply.subtitle", path.session().network()));
    }

    @Override
    public PageFrame frame() {
        return frame;
    }

    /** The steps, in their order. */
    List<ApplyRow> rows() {
        return List.copyOf(rows.values());
    }

    /** What is being done. */
    ReadOnlyStringProperty statusProperty() {
        return status.getReadOnlyProperty();
    }

    /** From 0 to 1; negative while that cannot be said. */
    ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** What went wrong; empty if nothing did. */
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** What was done when it was stopped, or that it is all done; empty while it goes on. */
    ReadOnlyStringProperty noticeProperty() {
        return notice.getReadOnlyProperty();
    }

    /** Whether there are steps left that can be left out. */
    ReadOnlyBooleanProperty stoppableProperty() {
        return stoppable.getReadOnlyProperty();
    }

    @Override
    public void shown() {
        if (!started) {
            started = true;
            run();
        }
    }

    /** Stops after the step that is being done. */
    void stop() {
        stop.set(true);
        stoppable.set(false);
        status.set(texts.of("apply.stopping"));
    }

    @Override
    public void primary() {
        switch (next) {
            case RUN -> run();
            // Nobody is logged in any more, and only that page can put it right.
            case LOG_IN -> path.wizard().backTo(path.start().network());
            case LEAVE -> path.wizard().back();
        }
    }

    private void run() {
        stop.set(false);
        problem.set("");
        notice.set("");
        going(true);
        Provisioner provisioner = path.session().provisioner();
        boolean steps = !applied;
        stoppable.set(steps);
        status.set(texts.of(steps ? "apply.beginning" : "apply.verifying"));
        progress.set(steps ? 0 : -1);
        work.start(
                tell -> {
                    if (steps) {
                        provisioner.apply(plan, new Steps(tell));
                        tell.accept(this::stepsDone);
                    }
                    return outcome(provisioner);
                },
                this::done,
                this::failed);
    }

    private Optional<Outcome> outcome(Provisioner provisioner) throws SetupException, InterruptedException {
        if (desired.isEmpty()) {
            return Optional.empty();
        }
        // First the invitations: those that have expired are issued anew, and then nothing is wrong with them any more.
        List<PersonInvitation> invitations = provisioner.invitations(desired.get());
        return Optional.of(new Outcome(provisioner.verify(desired.get()), invitations));
    }

    private void going(boolean on) {
        frame.busy().set(on);
        frame.backAllowed().set(!on);
        frame.cancelAllowed().set(!on);
        frame.primaryEnabled().set(!on);
        if (on) {
            frame.primaryText().set("");
            frame.finished().set(false);
        }
    }

    private void stepsDone() {
        applied = true;
        stoppable.set(false);
        rows.values().forEach(row -> row.set(ApplyRow.State.DONE));
        status.set(texts.of("apply.verifying"));
        progress.set(-1);
    }

    private void done(Optional<Outcome> outcome) {
        going(false);
        outcome.ifPresentOrElse(
                made -> path.wizard()
                        .replace(new InvitationsModel(path, desired.orElseThrow(), made.reports(), made.invitations())),
                () -> {
                    next = Next.LEAVE;
                    path.wizard().skipPrevious();
                    progress.set(1);
                    status.set("");
                    notice.set(texts.of("apply.removed", rows.size()));
                    frame.finished().set(true);
                    frame.primaryText().set(texts.of("apply.backToPeople"));
                });
    }

    private void failed(Exception failure) {
        going(false);
        stoppable.set(false);
        status.set("");
        showProgress();
        boolean stopped = is(SetupFailure.CANCELLED, failure);
        rows.values().stream()
                .filter(row -> row.stateProperty().get() == ApplyRow.State.NOW)
                .forEach(row -> row.set(stopped ? ApplyRow.State.PENDING : ApplyRow.State.FAILED));
        if (stopped) {
            notice.set(texts.of("apply.stopped", doneSteps(), rows.size()));
            frame.primaryText().set(texts.of("apply.goOn"));
        } else {
            problem.set(texts.of(failure));
            next = is(SetupFailure.SESSION_EXPIRED, failure) ? Next.LOG_IN : Next.RUN;
            frame.primaryText().set(texts.of(next == Next.LOG_IN ? "apply.logIn" : "apply.tryAgain"));
        }
    }

    private static boolean is(SetupFailure kind, Exception failure) {
        return failure instanceof SetupException setup && setup.failure() == kind;
    }

    @Override
    public void cancelWork() {
        stop.set(true);
        work.cancel();
        frame.busy().set(false);
    }

    private void begins(PlanStep step) {
        // On another try the steps that are done come up again, and stay done.
        Optional.ofNullable(rows.get(step)).filter(row -> !row.isDone()).ifPresent(row -> {
            row.set(ApplyRow.State.NOW);
            if (!stop.get()) {
                status.set(texts.of("apply.step", row.words(), doneSteps() + 1, rows.size()));
            }
        });
    }

    private void ends(PlanStep step) {
        Optional.ofNullable(rows.get(step)).ifPresent(row -> row.set(ApplyRow.State.DONE));
        showProgress();
    }

    private void showProgress() {
        progress.set(rows.isEmpty() ? 0 : (double) doneSteps() / rows.size());
    }

    private long doneSteps() {
        return rows.values().stream().filter(ApplyRow::isDone).count();
    }

    /** In the thread that applies. */
    private final class Steps implements ApplyProgress {
        private final Consumer<Runnable> tell;

        private Steps(Consumer<Runnable> tell) {
            this.tell = tell;
        }

        @Override
        public boolean cancelled() {
            return stop.get();
        }

        @Override
        public void beginning(PlanStep step, int index, int total) {
            tell.accept(() -> begins(step));
        }

        @Override
        public void done(PlanStep step, int index, int total) {
            tell.accept(() -> ends(step));
        }
    }
}
