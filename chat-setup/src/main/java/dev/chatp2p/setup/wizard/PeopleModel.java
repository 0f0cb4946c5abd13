package dev.chatp2p.setup.wizard;

import dev.chatp2p.setup.SetupException;
import dev.chatp2p.setup.management.IdentityEntity;
import dev.chatp2p.setup.plan.DesiredState;
import dev.chatp2p.setup.plan.ServiceName;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** Who is to be invited. FX thread only. */
final class PeopleModel implements PageModel {

    /** Most people at a time. */
    static final int MAX_PEOPLE = 500;

    private final PageFrame frame;
    private final NetworkPath path;
    private final WizardTexts texts;
    private final PageWork comparing;
    private final PageWork looking;

    private final ObservableList<InvitedName> people = FXCollections.observableArrayList();
    private final ObservableList<String> present = FXCollections.observableArrayList();
    private final StringProperty entry = new SimpleStringProperty("");
    private final StringProperty service = new SimpleStringProperty(DesiredState.DEFAULT_SERVICE);
    private final BooleanProperty moreOptions = new SimpleBooleanProperty();
    private final ReadOnlyStringWrapper entryProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper listProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper serviceProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

    PeopleModel(NetworkPath path) {
        this.path = path;
        this.texts = path.texts();
        this.comparing = path.work();
        this.looking = path.work();
        this.frame = PageFrame.of(texts.of("people.title"), texts.of("people.subtitle"));
        frame.primaryText()
                .bind(Bindings.when(frame.busy())
                        .then(texts.of("people.comparing"))
                        .otherwise(texts.of("people.compare")));
        frame.primaryEnabled()
                .bind(Bindings.createBooleanBinding(this::isComplete, people, entry, service, serviceProblem));
        entry.subscribe(() -> entryProblem.set(""));
        service.subscribe(() -> serviceProblem.set(""));
    }

    private boolean isComplete() {
        return people.stream().allMatch(InvitedName::isUsable)
                && !(people.isEmpty() && entry.get().isBlank())
                && !service.get().isBlank()
                && serviceProblem.get().isEmpty();
    }

    @Override
    public PageFrame frame() {
        return frame;
    }

    /** The list, in the order they were named. */
    ObservableList<InvitedName> people() {
        return people;
    }

    /** Names of the people that are on the network already. */
    ObservableList<String> present() {
        return present;
    }

    /** A name, or several separated by commas, that is being typed. */
    StringProperty entryProperty() {
        return entry;
    }

    StringProperty serviceProperty() {
        return service;
    }

    /** Whether the name of the service is shown. */
    BooleanProperty moreOptionsProperty() {
        return moreOptions;
    }

    ReadOnlyStringProperty entryProblemProperty() {
        return entryProblem.getReadOnlyProperty();
    }

    /** How many names cannot be used, which is why comparing has to wait. */
    ReadOnlyStringProperty listProblemProperty() {
        return listProblem.getReadOnlyProperty();
    }

    ReadOnlyStringProperty serviceProblemProperty() {
        return serviceProblem.getReadOnlyProperty();
    }

    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Puts what was typed on the list. */
    void add() {
        List<String> names = InvitedNames.split(entry.get());
        if (put(names)) {
            entry.set("");
        }
    }

    /**
     * Puts the names in the clipboard on the list.
     *
     * @return false if it holds one at most, which belongs into the field
     */
    boolean pasteList() {
        Optional<String> list = path.surroundings().clipboard().text().filter(InvitedNames::isList);
        list.map(InvitedNames::split).ifPresent(this::put);
        return list.isPresent();
    }

    /** Whether there is room for them. */
    private boolean put(List<String> names) {
        if (people.size() + names.size() > MAX_PEOPLE) {
            entryProblem.set(texts.of("people.tooMany", MAX_PEOPLE));
            return false;
        }
        entryProblem.set("");
        check(Stream.concat(typed(), names.stream()));
        return true;
    }

    void remove(InvitedName person) {
        people.remove(person);
        check(typed());
    }

    private Stream<String> typed() {
        return people.stream().map(InvitedName::typed);
    }

    private void check(Stream<String> names) {
        people.setAll(InvitedNames.check(names, texts));
        long unusable = people.stream().filter(person -> !person.isUsable()).count();
        listProblem.set(unusable == 0 ? "" : texts.of("people.unusable", unusable));
    }

    /** Place in the list of the first name that cannot be used; of the newest one if all can. */
    int firstToLookAt() {
        return people.stream()
                .filter(person -> !person.isUsable())
                .findFirst()
                .map(people::indexOf)
                .orElse(people.size() - 1);
    }

    /** Puts those on the list who are on the network already, to see how they are and hand out their invitations. */
    void addPresent() {
        List<String> known = typed().toList();
        put(present.stream().filter(name -> !known.contains(name)).toList());
    }

    /** Turns to the page where people, or all of it, can be taken from the network. */
    void openRemoval() {
        checkService();
        if (serviceProblem.get().isEmpty()) {
            path.wizard().show(new RemovalModel(path, service.get().strip()));
        }
    }

    /** The name of the service has been typed: says what is wrong with it, and looks who uses it. */
    void checkService() {
        try {
            ServiceName.parse(service.get());
            serviceProblem.set("");
        } catch (SetupException e) {
            serviceProblem.set(e.sentence());
        }
    }

    @Override
    public void shown() {
        look();
    }

    /** Looks who is on the network already. Only a help: if it fails, comparing will say why. */
    void look() {
        present.clear();
        String role = service.get().strip();
        looking.start(
                progress -> path.session().management().identitiesWithRole(role),
                found -> present.setAll(found.stream()
                        .map(IdentityEntity::name)
                        .sorted(Comparator.naturalOrder())
                        .toList()),
                failure -> {});
    }

    @Override
    public void primary() {
        problem.set("");
        add();
        checkService();
        if (!frame.primaryEnabled().get() || !entryProblem.get().isEmpty()) {
            return;
        }
        DesiredState desired = new DesiredState(service.get().strip(), typed().toList());
        frame.busy().set(true);
        comparing.start(
                progress -> path.session().provisioner().plan(desired),
                plan -> {
                    frame.busy().set(false);
                    path.wizard().show(PlanModel.provisioning(path, plan, desired));
                },
                failure -> {
                    frame.busy().set(false);
                    problem.set(texts.of(failure));
                });
    }

    @Override
    public void cancelWork() {
        comparing.cancel();
        looking.cancel();
        frame.busy().set(false);
    }

    @Override
    public void pasted() {
        path.surroundings().clipboard().text().ifPresent(text -> put(InvitedNames.split(text)));
    }

    @Override
    public boolean holdsWork() {
        return !people.isEmpty() || !entry.get().isBlank();
    }
}
