package dev.chatp2p.desktop.app;

import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.setup.wizard.FileDialogs;
import dev.chatp2p.setup.wizard.FileKind;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/** The desktop's own file dialogs. */
final class NativeFileDialogs implements FileDialogs {

    private final Window owner;
    private final Texts texts;

    NativeFileDialogs(Window owner, Texts texts) {
        this.owner = owner;
        this.texts = texts;
    }

    @Override
    public Optional<Path> open(FileKind kind) {
        File chosen = chooser("files.open", kind).showOpenDialog(owner);
        return Optional.ofNullable(chosen).map(File::toPath);
    }

    @Override
    public Optional<Path> save(FileKind kind, String name) {
        FileChooser chooser = chooser("files.save", kind);
        chooser.setInitialFileName(name);
        File chosen = chooser.showSaveDialog(owner);
        return Optional.ofNullable(chosen).map(File::toPath);
    }

    @Override
    public Optional<Path> folder() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(texts.of("files.folder"));
        File chosen = chooser.showDialog(owner);
        return Optional.ofNullable(chosen).map(File::toPath);
    }

    private FileChooser chooser(String title, FileKind kind) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.of(title, texts.of("files.one." + kind)));
        chooser.getExtensionFilters()
                .addAll(
                        new FileChooser.ExtensionFilter(
                                texts.of("files.many." + kind),
                                kind.extensions().stream()
                                        .map(ending -> "*." + ending)
                                        .toList()),
                        new FileChooser.ExtensionFilter(texts.of("files.any"), "*"));
        return chooser;
    }
}
