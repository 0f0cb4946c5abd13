package dev.chatp2p.setup.wizard;

import dev.chatp2p.core.text.DisplayText;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The pages one can begin with, made when they are needed first. FX thread only. */
final class WizardPages {

    private final WizardSurroundings surroundings;
    private final WizardModel wizard;
    private Optional<StartModel> start = Optional.empty();
    private Optional<InvitationModel> invitation = Optional.empty();
    private Optional<IdentityFileModel> identityFile = Optional.empty();
    private Optional<NetworkPages> network = Optional.empty();

    WizardPages(WizardSurroundings surroundings, WizardModel wizard) {
        this.surroundings = surroundings;
        this.wizard = wizard;
    }

    /** What do you have? */
    StartModel start() {
        StartModel page = start.orElseGet(() -> new StartModel(surroundings, wizard, this));
        start = Optional.of(page);
        return page;
    }

    /** From an invitation to an identity. */
    InvitationModel invitation() {
        InvitationModel page = invitation.orElseGet(() -> new InvitationModel(surroundings, wizard));
        invitation = Optional.of(page);
        return page;
    }

    /** An identity that somebody has already. */
    IdentityFileModel identityFile() {
        IdentityFileModel page = identityFile.orElseGet(() -> new IdentityFileModel(surroundings, wizard));
        identityFile = Optional.of(page);
        return page;
    }

    /** The first page for whoever runs a network. */
    PageModel network() {
        NetworkPages path = network.orElseGet(() -> new NetworkPages(surroundings, wizard, this));
        network = Optional.of(path);
        return path.controller();
    }

    /** The page these files are for, which has them now; the first page, which says so, if there is none. */
    PageModel forFiles(List<Path> files) {
        if (isOne(files, FileKind.INVITATION)) {
            invitation().use(files.getFirst());
            return invitation();
        }
        if (isOne(files, FileKind.IDENTITY)) {
            identityFile().use(files.getFirst());
            return identityFile();
        }
        start().explain(surroundings.texts().of(files.size() > 1 ? "start.oneFile" : "start.otherFile"));
        return start();
    }

    /** Makes all pages anew when they are needed next; whoever is logged in to a controller is logged out. */
    void forget() {
        network.ifPresent(NetworkPages::close);
        start = Optional.empty();
        invitation = Optional.empty();
        identityFile = Optional.empty();
        network = Optional.empty();
    }

    /** Whether that is one file whose name ends as those of that kind do. */
    static boolean isOne(List<Path> files, FileKind kind) {
        return files.size() == 1
                && kind.extensions().stream()
                        .anyMatch(ending -> nameOf(files.getFirst())
                                .toLowerCase(Locale.ROOT)
                                .endsWith("." + ending));
    }

    /** The name of a file without its folder, safe to show. */
    static String nameOf(Path file) {
        return DisplayText.name(String.valueOf(file.getFileName()));
    }
}
