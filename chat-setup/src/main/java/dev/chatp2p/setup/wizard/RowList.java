package dev.chatp2p.setup.wizard;

import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.control.ListView;

/** A list in a page: as high as its rows need at most, and scrolling by itself where there is less room. */
final class RowList<T> extends ListView<T> {

    private static final double MOST = 420;

    private final double rowHeight;
    private final double least;

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

    private void fit() {
        setPrefHeight(Math.clamp(getItems().size() * rowHeight + 2, least, MOST));
    }
}
