package dev.chatp2p.ziti.identity;

import dev.chatp2p.ziti.ForeignText;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate of an identity with a key of its own, and the one that is to follow it. The next one is first kept in a
 * file of its own beside the identity file ({@value #SUFFIX}), so that whenever the program ends the certificate that the
 * controller knows is in one of the two; only then does it replace the one in the identity file. Its key stays the same: so
 * nothing secret is written, and whoever holds the identity file has all it takes.
 *
 * <p>Thread-safe. Methods that write files block.
 */
public final class RenewableCertificate {
    private static final Logger log = LoggerFactory.getLogger(RenewableCertificate.class);

    /** What the name of the file with the next certificate ends with. */
    static final String SUFFIX = ".renewed";

    private static final int MAX_BYTES = 1 << 20;

    private final Path file;
    private final Path beside;
    private final PrivateKey key;

    private final ReentrantLock lock = new ReentrantLock();
    /** Written under the lock; TLS reads it. The certificate of the key first. */
    private volatile List<X509Certificate> shown;
    /** Written under the lock. The chain not shown: the next one, or, while that is tried, the one before. */
    private volatile Optional<List<X509Certificate>> other;
    /** Guarded by lock. Whether {@link #shown} is the one from {@link #beside}. */
    private boolean trying;
    /** Guarded by lock. */
    private boolean warned;
    /** Written once, before the identity is given to anybody. */
    private volatile Consumer<List<X509Certificate>> onChange = _ -> {};

    private RenewableCertificate(Path file, PrivateKey key, List<X509Certificate> chain) {
        this.file = file;
        this.beside = file.resolveSibling(file.getFileName() + SUFFIX);
        this.key = key;
        this.shown = chain;
        this.other = kept();
    }

    /**
     * @param file the identity file
     * @param chain what it says
     * @param now if the certificate is past its end and there is a next one, that one is shown at once
     */
    static RenewableCertificate of(Path file, PrivateKey key, List<X509Certificate> chain, Instant now) {
        RenewableCertificate certificate = new RenewableCertificate(real(file), key, chain);
        boolean over = now.isAfter(chain.getFirst().getNotAfter().toInstant());
        boolean next = certificate
                .other
                .filter(o -> now.isBefore(o.getFirst().getNotAfter().toInstant()))
                .isPresent();
        if (over && next) {
            certificate.tryOther();
        }
        return certificate;
    }

    /**
     * @param newOnChange told what is shown from now on
     */
    void onChange(Consumer<List<X509Certificate>> newOnChange) {
        onChange = newOnChange;
    }

    /** What is shown to servers now; the certificate of the key first. */
    List<X509Certificate> chain() {
        return shown;
    }

    /** What is shown to servers now. */
    public X509Certificate shown() {
        return shown.getFirst();
    }

    /** The certificate that was issued but is not yet the identity's, or not yet known to be. */
    public Optional<X509Certificate> waiting() {
        lock.lock();
        try {
            return (trying ? Optional.of(shown) : other).map(List::getFirst);
        } finally {
            lock.unlock();
        }
    }

    /** The waiting certificate with its chain, in PEM form; empty if there is none. */
    public String waitingPem() {
        lock.lock();
        try {
            return (trying ? Optional.of(shown) : other).map(Pem::text).orElse("");
        } finally {
            lock.unlock();
        }
    }

    /** What to ask the controller to sign, in PEM form. */
    public String request() {
        return CertificateRequest.text(CertificateRequest.commonName(shown()), key, shown().getPublicKey());
    }

    /**
     * Keeps a certificate that the controller has issued; it is not shown yet.
     *
     * @throws ZitiException PROTOCOL if it is none, or one for another key; STORAGE if it cannot be written. Then the
     *     controller must not be told to go over to it: after the next start nobody would have it.
     */
    public void keep(String pem) throws ZitiException {
        List<X509Certificate> issued = Pem.certificates(pem.getBytes(StandardCharsets.UTF_8))
                .filter(this::isForOurKey)
                .orElseThrow(() -> new ZitiException(
                        ZitiFailure.PROTOCOL,
                        "The controller's answer cannot be understood (certificate)."
                                + " It may be newer than this program: look for an update."));
        lock.lock();
        try {
            String text = Pem.text(issued);
            try (PrivateFile next = PrivateFile.begin(beside, text.length())) {
                next.replace(text);
            } catch (IOException e) {
                throw new ZitiException(
                        ZitiFailure.STORAGE,
                        "The identity's certificate cannot be renewed, because nothing can be written beside “" + name()
                                + "”. Make room there or change the folder's permissions before "
                                + ZitiIdentity.date(shown().getNotAfter().toInstant()) + ", when the certificate ends.",
                        e);
            }
            other = Optional.of(issued);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Shows the other one of the two certificates, because the first was refused: the controller may have gone over to the
     * next without our having heard of it. Again: back to the first.
     *
     * @return whether there is another one
     */
    public boolean tryOther() {
        lock.lock();
        try {
            if (other.isEmpty()) {
                return false;
            }
            List<X509Certificate> before = shown;
            show(other.get());
            other = Optional.of(before);
            trying = !trying;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The controller has gone over to the waiting certificate: shows it from now on, and writes it into the identity file.
     * Where that file cannot be changed, the one beside it stays and is found at the next start.
     */
    public void adopt() {
        lock.lock();
        try {
            if (other.isEmpty()) {
                return;
            }
            List<X509Certificate> next = trying ? shown : other.get();
            show(next);
            trying = false;
            other = Optional.empty();
            try {
                rewrite(next);
                Files.deleteIfExists(beside);
            } catch (IOException | ZitiException e) {
                if (!warned) {
                    warned = true;
                    log.warn(
                            "The renewed certificate could not be written into the identity file “{}”, so it stays in “{}”"
                                    + " beside it: keep both files together, or make the identity file writable. ({})",
                            name(),
                            ForeignText.line(beside.toString(), 200),
                            e.getClass().getSimpleName());
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** The controller will not go over to the waiting certificate: forgets it. */
    public void drop() {
        lock.lock();
        try {
            if (trying) {
                tryOther();
            }
            other = Optional.empty();
            Files.deleteIfExists(beside);
        } catch (IOException e) {
            log.debug("{} stays: {}", beside.getFileName(), e.toString());
        } finally {
            lock.unlock();
        }
    }

    private void show(List<X509Certificate> chain) {
        shown = chain;
        onChange.accept(chain);
    }

    private void rewrite(List<X509Certificate> chain) throws IOException, ZitiException {
        // A rename would also replace a file that its owner has made read-only.
        if (!Files.isWritable(file)) {
            throw new IOException("read-only");
        }
        String text = IdentityFile.withCertificate(file, this::isForOurKey, Pem.text(chain));
        try (PrivateFile rewritten = PrivateFile.begin(file, text.getBytes(StandardCharsets.UTF_8).length)) {
            rewritten.replace(text);
        }
        log.info(
                "The identity's certificate has been renewed; it ends on {}.",
                ZitiIdentity.date(shown().getNotAfter().toInstant()));
    }

    private Optional<List<X509Certificate>> kept() {
        try {
            if (Files.notExists(beside) || Files.size(beside) > MAX_BYTES) {
                return Optional.empty();
            }
            Optional<List<X509Certificate>> next =
                    Pem.certificates(Files.readAllBytes(beside)).filter(this::isForOurKey);
            if (next.isPresent() && next.get().getFirst().equals(shown())) {
                // The program ended when it had just rewritten the identity file.
                Files.deleteIfExists(beside);
                return Optional.empty();
            }
            return next;
        } catch (IOException e) {
            log.debug("{} is not readable: {}", beside.getFileName(), e.toString());
            return Optional.empty();
        }
    }

    private boolean isForOurKey(List<X509Certificate> chain) {
        return chain.getFirst().getPublicKey().equals(shown().getPublicKey());
    }

    private String name() {
        return ForeignText.line(file.toString(), 200);
    }

    /** Renaming onto a link would replace the link. */
    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file.toAbsolutePath();
        }
    }
}
