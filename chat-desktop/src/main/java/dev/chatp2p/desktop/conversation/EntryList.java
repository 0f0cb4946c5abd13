package dev.chatp2p.desktop.conversation;

import java.util.ArrayList;
import java.util.List;
import javafx.collections.ModifiableObservableListBase;

/** The lines of the message list; becoming other lines is told as one change of what really differs. FX thread only. */
final class EntryList extends ModifiableObservableListBase<Entry> {

    private final List<Entry> lines = new ArrayList<>();

    /** Makes the list what is given. */
    void become(List<Entry> next) {
        int most = Math.min(size(), next.size());
        int start = 0;
        while (start < most && get(start).equals(next.get(start))) {
            start++;
        }
        int kept = 0;
        while (kept < most - start
                && get(size() - 1 - kept).equals(next.get(next.size() - 1 - kept))) {
            kept++;
        }
        if (start == size() && start == next.size()) {
            return;
        }
        beginChange();
        try {
            int end = size() - kept;
            int replaced = Math.min(end, next.size() - kept);
            for (int i = start; i < replaced; i++) {
                if (!get(i).equals(next.get(i))) {
                    set(i, next.get(i));
                }
            }
            for (int i = end - 1; i >= Math.max(start, replaced); i--) {
                remove(i);
            }
            for (int i = Math.max(start, replaced); i < next.size() - kept; i++) {
                add(i, next.get(i));
            }
        } finally {
            endChange();
        }
    }

    @Override
    public Entry get(int index) {
        return lines.get(index);
    }

    @Override
    public int size() {
        return lines.size();
    }

    @Override
    protected void doAdd(int index, Entry line) {
        lines.add(index, line);
    }

    @Override
    protected Entry doSet(int index, Entry line) {
        return lines.set(index, line);
    }

    @Override
    protected Entry doRemove(int index) {
        return lines.remove(index);
    }
}
