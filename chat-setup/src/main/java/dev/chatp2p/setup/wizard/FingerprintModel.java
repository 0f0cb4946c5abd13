package dev.chatp2p.setup.wizard;

import dev.chatp2p.setup.management.AdminLogin;
import dev.chatp2p.setup.management.PresentedController;
import dev.chatp2p.ziti.ForeignText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/** Is that the right controller? Shown for one that is new, or another than before. FX thread only. */
final class FingerprintModel implements PageModel {

    /** What the administrator runs beside the controller to see the same fingerprint. */
    static final String COMMAND = "openssl x509 -in root-ca.cert -noout -fingerprint -sha256";

    /** Bytes that are written together, so that two people can read them to each other. */
    private static final int GROUP = 4;

    private final PageFrame frame;
    private final TextClipboard clipboard;
    private final PresentedController controller;
    private final SignIn signIn;
    private final AdminLogin login;
    private final BooleanProperty understood = new SimpleBooleanProperty();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

    FingerprintModel(WizardSurroundings surroundings, PresentedController controller, SignIn signIn, AdminLogin login) {
        WizardTexts texts = surroundings.texts();
        this.clipboard = surroundings.clipboard();
        this.controller = controller;
        this.signIn = signIn;
        this.login = login;
        String kind = hasChanged() ? "fingerprint.changed" : "fingerprint.new";
        this.frame = PageFrame.of(texts.of(kind + "Title"), texts.of(kind + "Subtitle"));
        frame.primaryText().set(texts.of("fingerprint.trust"));
        if (hasChanged()) {
            frame.primaryEnabled().bind(understood);
        } else {
            frame.primaryEnabled().set(true);
        }
    }

    @Override
    public PageFrame frame() {
        return frame;
    }

    /** Whether another controller was trusted at this address before. */
    boolean hasChanged() {
        return controller.trust() == PresentedController.Trust.CHANGED;
    }

    /** {@code host:port}. */
    String network() {
        return controller.address().getRawAuthority();
    }

    /** What the controller says its version is, made displayable. */
    String version() {
        return ForeignText.line(controller.version(), 40);
    }

    /** The fingerprint, four bytes in each, as {@code AB:CD:EF:01}. */
    List<String> groups() {
        List<String> bytes = Arrays.asList(controller.fingerprint().split(":", -1));
        List<String> groups = new ArrayList<>();
        for (int i = 0; i < bytes.size(); i += GROUP) {
            groups.add(String.join(":", bytes.subList(i, Math.min(bytes.size(), i + GROUP))));
        }
        return groups;
    }

    /** Ticked by whoever knows why the controller is another one; needed only then. */
    BooleanProperty understoodProperty() {
        return understood;
    }

    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    void copyCommand() {
        clipboard.put(COMMAND);
    }

    void failed(String sentence) {
        problem.set(sentence);
    }

    @Override
    public void primary() {
        problem.set("");
        signIn.trust(this, controller, login);
    }

    @Override
    public void cancelWork() {
        signIn.left(this);
    }
}
