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

    /**
     * A view that was loaded.
     *
     * @param root of its layout
     * @param view the instance that the layout is wired to
     */
    public record Loaded<T>(Parent root, T view) {}

    /** The root of the view's layout, wired to a new instance of the class. */
    public Parent load(Class<?> view) {
        return loadWith(view).root();
    }

    /** The view's layout and the new instance of the class that it is wired to. */
    public <T> Loaded<T> loadWith(Class<T> view) {
        String file = view.getSimpleName() + ".fxml";
        URL source = view.getResource(file);
        if (source == null) {
            throw new IllegalArgumentException(file + " is missing beside " + view);
        }
        FXMLLoader loader = new FXMLLoader(source, texts.bundle());
        loader.setControllerFactory(controllers::apply);
        try {
            return new Loaded<>(loader.load(), view.cast(loader.getController()));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be loaded", e);
        }
    }
}
