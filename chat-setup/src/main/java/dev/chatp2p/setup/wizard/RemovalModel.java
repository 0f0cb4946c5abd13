package dev.chatp2p.setup.wizard;

import dev.chatp2p.setup.management.IdentityEntity;
import dev.chatp2p.setup.plan.Plan;
import dev.chatp2p.setup.plan.Provisioner;
import java.util.Comparator;
import java.util.List;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** Whom, or what, to take from the network. It only compares; what goes is confirmed on the next page. FX thread only. */
final class RemovalModel implements PageModel {

    private final PageFrame frame;
    private final NetworkPath path;
    private final WizardTexts texts;
    private final String service;
    private final PageWork work;

    private final ObservableList<RemovalChoice> people =
            FXCollections.observableArrayList(choice -> new Observable[] {choice.tickedProperty()});
    private final BooleanProperty everything = new SimpleBooleanProperty();
    private final ReadOnlyBooleanWrapper looking = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

    RemovalModel(NetworkPath path, String service) {
        this.path = path;
        this.texts = path.texts();
        this.service = service;
        this.work = path.work();
        this.frame = PageFrame.of(texts.of("removal.title"), texts.of("removal.subtitle"));
        frame.primaryText().set(texts.of("removal.compare"));
        frame.primaryEnabled()
                .bind(Bindings.createBooleanBinding(() -> everything.get() || !ticked().isEmpty(), everything, people));
    }

    @Override
    public PageFrame frame() {
        return frame;
    }

    String service() {
        return service;
    }

    /** The people on the network. */
    ObservableList<RemovalChoice> people() {
        return people;
    }

    /** Whether not only people go, but everything that was made for the chat. */
    BooleanProperty everythingProperty() {
        return everything;
    }

    /** Whether the list is still to come. */
    ReadOnlyBooleanProperty lookingProperty() {
        return looking.getReadOnlyProperty();
    }

    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    private List<String> ticked() {
        return people.stream()
                .filter(choice -> choice.tickedProperty().get())
                .map(RemovalChoice::name)
                .toList();
    }

    @Override
    public void shown() {
        List<String> before = ticked();
        looking.set(true);
        work.start(
                progress -> path.session().management().identitiesWithRole(service),
                found -> {
                    looking.set(false);
                    people.setAll(found.stream()
                            .map(IdentityEntity::name)
                            .sorted(Comparator.naturalOrder())
                            .map(RemovalChoice::new)
                            .toList());
                    people.forEach(choice -> choice.tickedProperty().set(before.contains(choice.name())));
                },
                failure -> {
                    looking.set(false);
                    problem.set(texts.of(failure));
                });
    }

    @Override
    public void primary() {
        problem.set("");
        List<String> names = ticked();
        boolean all = everything.get();
        Provisioner provisioner = path.session().provisioner();
        frame.busy().set(true);
        work.start(
                progress -> all ? provisioner.planRemoval(service) : provisioner.planRemovalOf(service, names),
                this::planned,
                failure -> {
                    frame.busy().set(false);
                    problem.set(texts.of(failure));
                });
    }

    private void planned(Plan plan) {
        frame.busy().set(false);
        path.wizard().show(PlanModel.removing(path, plan));
    }

    @Override
    public void cancelWork() {
        work.cancel();
        looking.set(false);
        frame.busy().set(false);
    }
}
