package dev.chatp2p.desktop.app;

import dev.chatp2p.desktop.common.FilePicker;
import dev.chatp2p.desktop.common.Texts;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/** The desktop's own file dialog. */
final class NativeFilePicker implements FilePicker {

    private final Window owner;
    private final Texts texts;

    NativeFilePicker(Window owner, Texts texts) {
        this.owner = owner;
        this.texts = texts;
    }

    @Override
    public Optional<Path> pickIdentity() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.of("welcome.choose"));
        chooser.getExtensionFilters()
                .addAll(
                        new FileChooser.ExtensionFilter(texts.of("welcome.fileKind"), "*.json"),
                        new FileChooser.ExtensionFilter(texts.of("welcome.anyFile"), "*"));
        File chosen = chooser.showOpenDialog(owner);
        return Optional.ofNullable(chosen).map(File::toPath);
    }
}
