package dev.chatp2p.ziti.enroll;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.identity.Pem;
import dev.chatp2p.ziti.identity.PrivateFile;
import dev.chatp2p.ziti.identity.PrivateKeys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key of an enrolment that is not finished. It is on the disk, beside the identity file that is to be, before the
 * invitation is used, and goes when the identity file is there. The file tells by a hash which invitation it belongs to,
 * so that no other gets it, and so that a file of somebody else is known for one.
 */
final class PendingKey {
    private static final Logger LOG = LoggerFactory.getLogger(PendingKey.class);
    private static final int MAX_BYTES = 16 << 10;
    private static final Pattern INVITATION = Pattern.compile("(?m)^Invitation: ([0-9a-f]{64})$");
    private static final Pattern PUBLIC_KEY =
            Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----");

    private final Path file;
    private final KeyPair keys;
    private final boolean resumed;

    private PendingKey(Path file, KeyPair keys, boolean resumed) {
        this.file = file;
        this.keys = keys;
        this.resumed = resumed;
    }

    /**
     * The key this invitation has been tried with before, or a new one, which takes the place of another invitation's.
     *
     * @throws ZitiException STORAGE if a file of that name is there that no enrolment has made; it stays as it is
     */
    static PendingKey of(Invitation invitation, Path identityFile) throws IOException, ZitiException {
        Path file = identityFile.resolveSibling(identityFile.getFileName() + ".key");
        String binding = binding(invitation);
        Optional<String> there = read(file);
        Optional<KeyPair> before = there.flatMap(text -> keys(text, binding));
        if (before.isPresent()) {
            return new PendingKey(file, before.get(), true);
        }
        KeyPair keys = generate();
        String text = "The key of an enrolment that is not finished. It moves into " + identityFile.getFileName()
                + " when it is.\nInvitation: " + binding + "\n"
                + Pem.text("PUBLIC KEY", keys.getPublic().getEncoded())
                + Pem.text("PRIVATE KEY", PrivateKeys.encoded(keys.getPrivate(), keys.getPublic()));
        try (PrivateFile pending = PrivateFile.begin(file, 0)) {
            if (there.isPresent()) {
                pending.replace(text);
            } else {
                pending.publish(text);
            }
        } catch (FileAlreadyExistsException e) {
            throw StorageFailures.keyInTheWay(file);
        }
        return new PendingKey(file, keys, false);
    }

    PrivateKey privateKey() {
        return keys.getPrivate();
    }

    PublicKey publicKey() {
        return keys.getPublic();
    }

    /** An earlier attempt with this invitation has made it. */
    boolean isResumed() {
        return resumed;
    }

    /** The identity file holds the key now. What cannot be deleted does no harm to the identity, so that is no failure. */
    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} is not needed any more, but could not be deleted. Delete it by hand.", file);
        }
    }

    private static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The invitation's secret is not to be found out from it: a random number hashed. */
    private static String binding(Invitation invitation) {
        String text = invitation.controller() + "\n" + invitation.identityId().orElse("") + "\n"
                + invitation.secret().orElse("");
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * What an enrolment has left there, if one has.
     *
     * @throws ZitiException STORAGE if it is something else
     */
    private static Optional<String> read(Path file) throws ZitiException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            try (InputStream in = Files.newInputStream(file)) {
                String text = new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
                if (INVITATION.matcher(text).find()) {
                    return Optional.of(text);
                }
            } catch (IOException e) {
                // What cannot be read is not ours.
                LOG.debug("{} cannot be read: {}", file, e.toString());
            }
        }
        throw StorageFailures.keyInTheWay(file);
    }

    /** Nothing when they are another invitation's, or damaged: a new key is as good then. */
    private static Optional<KeyPair> keys(String text, String binding) {
        Matcher invitation = INVITATION.matcher(text);
        Matcher publicKey = PUBLIC_KEY.matcher(text);
        if (!invitation.find() || !invitation.group(1).equals(binding) || !publicKey.find()) {
            return Optional.empty();
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(publicKey.group(1));
            PublicKey certified = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der));
            PrivateKey key = PrivateKeys.read(text);
            return PrivateKeys.fits(key, certified) ? Optional.of(new KeyPair(certified, key)) : Optional.empty();
        } catch (ZitiException | GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
