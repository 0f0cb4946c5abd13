package dev.chatp2p.setup.wizard;

import dev.chatp2p.ziti.enroll.EnrollmentMethod;
import dev.chatp2p.ziti.enroll.Proof;
import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/**
 * What a person fills in besides the invitation where the network asks for it. FX thread only.
 *
 * @param certificate file of the certificate that a CA known to the network has issued
 * @param key file of its private key
 * @param username name to log in with from now on
 * @param password the password to it
 * @param repeated the password once more
 */
record ProofFields(
        ObjectProperty<Optional<Path>> certificate,
        ObjectProperty<Optional<Path>> key,
        StringProperty username,
        StringProperty password,
        StringProperty repeated) {

    static ProofFields empty() {
        return new ProofFields(
                new SimpleObjectProperty<>(Optional.empty()),
                new SimpleObjectProperty<>(Optional.empty()),
                new SimpleStringProperty(""),
                new SimpleStringProperty(""),
                new SimpleStringProperty(""));
    }

    /** What is filled in for that method; empty while something is missing. */
    Optional<Proof> proof(EnrollmentMethod method) {
        return switch (method) {
            case OTT -> Optional.of(new Proof.None());
            case OTTCA, CA ->
                certificate.get().flatMap(file -> key.get().map(keyFile -> new Proof.Certificate(file, keyFile)));
            case UPDB ->
                username.get().isBlank()
                                || password.get().isEmpty()
                                || !password.get().equals(repeated.get())
                        ? Optional.empty()
                        : Optional.of(new Proof.Password(username.get().strip(), password.get()));
            case NETWORK -> Optional.empty();
        };
    }

    /** Whether the password was repeated as far as to see that it is another. */
    boolean passwordsDiffer() {
        return !password.get().startsWith(repeated.get());
    }

    /** Whether a person has filled in anything. */
    boolean areFilledIn() {
        return certificate.get().isPresent()
                || key.get().isPresent()
                || !username.get().isEmpty()
                || !password.get().isEmpty()
                || !repeated.get().isEmpty();
    }

    /** Tells whenever something in them changes. */
    void onChange(Runnable listener) {
        certificate.subscribe(listener);
        key.subscribe(listener);
        username.subscribe(listener);
        password.subscribe(listener);
        repeated.subscribe(listener);
    }
}
