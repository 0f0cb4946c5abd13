package dev.chatp2p.setup.wizard;

import dev.chatp2p.setup.SetupException;
import dev.chatp2p.setup.management.AdminLogin;
import dev.chatp2p.setup.management.ControllerAccess;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** Where the network's controller is, and who is its administrator. FX thread only. */
final class ControllerModel implements PageModel {

    private final PageFrame frame;
    private final WizardTexts texts;
    private final FileDialogs dialogs;
    private final ControllerAccess controllers;
    private final SignIn signIn;

    private final StringProperty address = new SimpleStringProperty("");
    private final StringProperty userName = new SimpleStringProperty("");
    private final StringProperty password = new SimpleStringProperty("");
    private final BooleanProperty byFile = new SimpleBooleanProperty();
    private final ObjectProperty<Optional<Path>> file = new SimpleObjectProperty<>(Optional.empty());

    private final ReadOnlyStringWrapper addressProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper userNameProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper passwordProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper fileProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

    ControllerModel(WizardSurroundings surroundings, SignIn signIn) {
        this.texts = surroundings.texts();
        this.dialogs = surroundings.dialogs();
        this.controllers = surroundings.controllers();
        this.signIn = signIn;
        this.frame = PageFrame.of(texts.of("controller.title"), texts.of("controller.subtitle"));
        frame.primaryText()
                .bind(Bindings.when(frame.busy())
                        .then(texts.of("controller.connecting"))
                        .otherwise(texts.of("controller.connect")));
        frame.primaryEnabled().bind(complete());
        // What is wrong with a value is no longer true of another one.
        address.subscribe(() -> addressProblem.set(""));
        userName.subscribe(this::forgetRefusal);
        password.subscribe(this::forgetRefusal);
        file.subscribe(() -> fileProblem.set(""));
    }

    private BooleanExpression complete() {
        return Bindings.createBooleanBinding(
                () -> !address.get().isBlank()
                        && (byFile.get()
                                ? file.get().isPresent()
                                : !userName.get().isBlank() && !password.get().isEmpty()),
                address,
                userName,
                password,
                byFile,
                file);
    }

    private void forgetRefusal() {
        userNameProblem.set("");
        passwordProblem.set("");
    }

    @Override
    public PageFrame frame() {
        return frame;
    }

    /** As typed. */
    StringProperty addressProperty() {
        return address;
    }

    StringProperty userNameProperty() {
        return userName;
    }

    /** A secret, forgotten when the wizard leaves these pages. */
    StringProperty passwordProperty() {
        return password;
    }

    /** Whether an identity file is used to log in, instead of a name and a password. */
    BooleanProperty byFileProperty() {
        return byFile;
    }

    ObjectProperty<Optional<Path>> fileProperty() {
        return file;
    }

    ReadOnlyStringProperty addressProblemProperty() {
        return addressProblem.getReadOnlyProperty();
    }

    ReadOnlyStringProperty userNameProblemProperty() {
        return userNameProblem.getReadOnlyProperty();
    }

    ReadOnlyStringProperty passwordProblemProperty() {
        return passwordProblem.getReadOnlyProperty();
    }

    ReadOnlyStringProperty fileProblemProperty() {
        return fileProblem.getReadOnlyProperty();
    }

    /** What belongs to no field. */
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Lets a person choose the identity file. */
    void chooseFile() {
        dialogs.open(FileKind.IDENTITY).ifPresent(chosen -> file.set(Optional.of(chosen)));
    }

    /** The address has been typed: says what is wrong with it, if anything is. */
    void checkAddress() {
        if (!address.get().isBlank()) {
            try {
                controllers.address(address.get());
                addressProblem.set("");
            } catch (SetupException e) {
                addressProblem.set(e.sentence());
            }
        }
    }

    @Override
    public void primary() {
        problem.set("");
        addressProblem.set("");
        forgetRefusal();
        fileProblem.set("");
        try {
            signIn.begin(controllers.address(address.get()), login());
        } catch (SetupException e) {
            addressProblem.set(e.sentence());
        }
    }

    private AdminLogin login() {
        if (byFile.get()) {
            return new AdminLogin.Identity(file.get().orElseThrow());
        }
        return new AdminLogin.Password(userName.get().strip(), password.get());
    }

    /** It did not work; shown where it can be put right. */
    void failed(SignIn.Phase phase, Exception failure) {
        placeOf(phase, failure).set(texts.of(failure));
    }

    private ReadOnlyStringWrapper placeOf(SignIn.Phase phase, Exception failure) {
        if (!(failure instanceof SetupException setup)) {
            return problem;
        }
        boolean looking = phase == SignIn.Phase.LOOKING;
        return switch (setup.failure()) {
            case UNREACHABLE, NOT_A_CONTROLLER -> addressProblem;
            case BAD_INPUT -> looking ? addressProblem : byFile.get() ? fileProblem : userNameProblem;
            case LOGIN_REFUSED -> byFile.get() ? fileProblem : passwordProblem;
            case NOT_ALLOWED -> byFile.get() ? fileProblem : userNameProblem;
            case STORAGE -> byFile.get() && phase == SignIn.Phase.LOGGING_IN ? fileProblem : problem;
            case UNTRUSTED,
                    LOCKED_OUT,
                    MFA_REQUIRED,
                    SESSION_EXPIRED,
                    NAME_TAKEN,
                    NOT_FOUND,
                    REFUSED,
                    CANCELLED,
                    CHANGED_MEANWHILE -> problem;
        };
    }

    /** Forgets the password. */
    void forget() {
        password.set("");
    }

    @Override
    public void cancelWork() {
        signIn.left(this);
    }

    @Override
    public boolean holdsWork() {
        return !address.get().isBlank() || !password.get().isEmpty();
    }

    @Override
    public boolean dropped(List<Path> files) {
        boolean identity = WizardPages.isOne(files, FileKind.IDENTITY);
        if (identity) {
            byFile.set(true);
            file.set(Optional.of(files.getFirst()));
        }
        return identity;
    }
}
