package dev.chatp2p.desktop.contacts;

import java.util.List;
import javafx.collections.ObservableList;

/** Turns one list into another without touching what both begin and end with, so that a view keeps its rows. */
final class ListChanges {

    private ListChanges() {}

    /** Makes the list equal to the wanted one. */
    static <T> void apply(ObservableList<T> list, List<T> wanted) {
        int shorter = Math.min(list.size(), wanted.size());
        int start = 0;
        while (start < shorter && list.get(start).equals(wanted.get(start))) {
            start++;
        }
        int end = 0;
        while (end < shorter - start && list.get(list.size() - 1 - end).equals(wanted.get(wanted.size() - 1 - end))) {
            end++;
        }
        if (start == 0 && end == 0) {
            if (!list.isEmpty() || !wanted.isEmpty()) {
                list.setAll(wanted);
            }
            return;
        }
        if (list.size() - end > start) {
            list.remove(start, list.size() - end);
        }
        if (wanted.size() - end > start) {
            list.addAll(start, wanted.subList(start, wanted.size() - end));
        }
    }
}
