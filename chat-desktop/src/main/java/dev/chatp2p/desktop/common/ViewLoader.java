package dev.chatp2p.desktop.common;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.function.Function;
import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;

/** Loads a view from the FXML file that lies beside its class and has its name. FX thread only. */
public final class ViewLoader {

    private final Function<Class<?>, Object> controllers;
    private final Texts texts;

    /**
     * @param controllers makes the view classes, also those of included FXML files; in the program the injector
     */
    public ViewLoader(Function<Class<?>, Object> controllers, Texts texts) {
        this.controllers = controllers;
        this.texts = texts;
    }

    /** The root of the view's layout, wired to a new instance of the class. */
    public Parent load(Class<?> view) {
        String file = view.getSimpleName() + ".fxml";
        URL source = view.getResource(file);
        if (source == null) {
            throw new IllegalArgumentException(file + " is missing beside " + view);
        }
        FXMLLoader loader = new FXMLLoader(source, texts.bundle());
        loader.setControllerFactory(controllers::apply);
        try {
            return loader.load();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be loaded", e);
        }
    }
}
