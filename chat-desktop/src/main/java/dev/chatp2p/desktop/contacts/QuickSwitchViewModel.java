package dev.chatp2p.desktop.contacts;

import com.google.inject.Inject;
import com.google.inject.Singleton;
import dev.chatp2p.desktop.common.Navigation;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** Jumps to a person by a few letters of their name. FX thread only. */
@Singleton
public final class QuickSwitchViewModel {

    /** As many as can be seen without scrolling. */
    static final int MOST = 8;

    private final People people;
    private final Navigation navigation;
    private final BooleanProperty shown = new SimpleBooleanProperty();
    private final StringProperty wanted = new SimpleStringProperty("");
    private final ObservableList<ContactRow> matches = FXCollections.observableArrayList();
    private final ObservableList<ContactRow> readOnlyMatches = FXCollections.unmodifiableObservableList(matches);
    private final IntegerProperty chosen = new SimpleIntegerProperty();

    @Inject
    public QuickSwitchViewModel(People people, Navigation navigation) {
        this.people = people;
        this.navigation = navigation;
        wanted.subscribe(this::look);
        shown.subscribe(visible -> {
            wanted.set("");
            look();
        });
        navigation.onWish(wish -> {
            if (wish == Navigation.Wish.SWITCH) {
                shown.set(!shown.get());
            }
        });
    }

    public BooleanProperty shownProperty() {
        return shown;
    }

    /** Letters of the name, in their order. */
    public StringProperty wantedProperty() {
        return wanted;
    }

    /** The best ones, the best first; without letters those with whom something happened last. */
    public ObservableList<ContactRow> matches() {
        return readOnlyMatches;
    }

    /** Which of them Enter opens, counted from 0. */
    public IntegerProperty chosenProperty() {
        return chosen;
    }

    /** Chooses another one; after the last comes the first. */
    public void move(int step) {
        if (!matches.isEmpty()) {
            chosen.set(Math.floorMod(chosen.get() + step, matches.size()));
        }
    }

    /** Opens the conversation with the one that is chosen. */
    public void open() {
        if (chosen.get() < matches.size()) {
            open(matches.get(chosen.get()));
        }
    }

    public void open(ContactRow row) {
        shown.set(false);
        navigation.open(row.peer());
    }

    private void look() {
        if (!shown.get()) {
            matches.clear();
            return;
        }
        String letters = Fold.of(wanted.get().strip());
        List<ContactRow> best = letters.isEmpty() ? recent() : fitting(letters);
        chosen.set(0);
        ListChanges.apply(matches, best);
    }

    /** Strangers wait in the list until they are accepted. */
    private Stream<ContactRow> candidates() {
        return people.byActivity().stream().filter(row -> !row.state().request());
    }

    /** Whoever is open needs no jump. */
    private List<ContactRow> recent() {
        return candidates()
                .filter(row -> !navigation.selected().equals(Optional.of(row.peer())))
                .limit(MOST)
                .toList();
    }

    private List<ContactRow> fitting(String letters) {
        record Ranked(ContactRow row, int rank) {}
        return candidates()
                .map(row -> new Ranked(row, row.key().looseRank(letters)))
                .filter(ranked -> ranked.rank() < NameKey.NOT_AT_ALL)
                .sorted(Comparator.comparingInt(Ranked::rank))
                .limit(MOST)
                .map(Ranked::row)
                .toList();
    }
}
