package dev.chatp2p.setup.wizard;

import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.control.ListView;

/** A list in a page: as high as its rows need at most, and scrolling by itself where there is less room. */
final class RowList<T> extends ListView<T> {

    private static final double MOST = 560;

    private static final int NOWHERE = -1;

    private final double rowHeight;
    private final double least;
    private int wanted = NOWHERE;

    /**
     * @param items what it shows for good
     * @param rowHeight about how high a row is, in pixels
     * @param least height to keep in any case
     */
    RowList(String id, ObservableList<T> items, double rowHeight, double least) {
        this.rowHeight = rowHeight;
        this.least = least;
        setId(id);
        getStyleClass().add("rows");
        setMinHeight(least);
        setItems(items);
        items.addListener((ListChangeListener<T>) change -> fit());
        fit();
    }

    /** Scrolls to a row, once what has just changed in the list is laid out. */
    void reveal(int index) {
        wanted = index;
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        if (wanted >= 0) {
            scrollTo(wanted);
            wanted = NOWHERE;
        }
    }

    private void fit() {
        setPrefHeight(Math.clamp(getItems().size() * rowHeight + 2, least, MOST));
    }
}
