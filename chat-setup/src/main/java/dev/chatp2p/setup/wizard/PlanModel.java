package dev.chatp2p.setup.wizard;

import dev.chatp2p.setup.plan.DesiredState;
import dev.chatp2p.setup.plan.Plan;
import dev.chatp2p.setup.plan.PlanStep;
import java.util.List;
import java.util.Optional;

/** What would be done to the network, before anything is. FX thread only. */
final class PlanModel implements PageModel {

    private final PageFrame frame;
    private final NetworkPath path;
    private final Plan plan;
    private final Optional<DesiredState> desired;
    private final List<PlanRow> rows;
    private final String summary;

    private PlanModel(NetworkPath path, Plan plan, Optional<DesiredState> desired) {
        this.path = path;
        this.plan = plan;
        this.desired = desired;
        PlanWords words = new PlanWords(path.texts());
        this.rows = words.rows(plan);
        this.summary = words.summary(plan);
        this.frame = PageFrame.of(
                path.texts().of(title()),
                path.texts().of("plan.subtitle", path.session().network()));
        boolean possible =
                !hasConflicts() && (desired.isPresent() || !plan.changes().isEmpty());
        frame.primaryText().set(possible ? words.primary(plan) : "");
        frame.primaryEnabled().set(possible);
    }

    private String title() {
        if (plan.isEmpty()) {
            return desired.isPresent() ? "plan.nothingTitle" : "plan.nothingToRemoveTitle";
        }
        return desired.isPresent() ? "plan.title" : "plan.removalTitle";
    }

    /** A plan that leads to invitations. */
    static PlanModel provisioning(NetworkPath path, Plan plan, DesiredState desired) {
        return new PlanModel(path, plan, Optional.of(desired));
    }

    /** A plan that takes something away. */
    static PlanModel removing(NetworkPath path, Plan plan) {
        return new PlanModel(path, plan, Optional.empty());
    }

    @Override
    public PageFrame frame() {
        return frame;
    }

    List<PlanRow> rows() {
        return rows;
    }

    /** How many of what. */
    String summary() {
        return summary;
    }

    /** Whether something stands in the way, so that nothing can be done. */
    boolean hasConflicts() {
        return !plan.conflicts().isEmpty();
    }

    /** Whether it deletes something, which cannot be undone. */
    boolean deletes() {
        return plan.changes().stream().anyMatch(step -> step.action() == PlanStep.Action.DELETE);
    }

    @Override
    public void primary() {
        path.wizard().replace(new ApplyModel(path, plan, desired));
    }
}
