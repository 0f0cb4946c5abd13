package dev.chatp2p.ziti.enroll;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** What people give us as an invitation: from a file or pasted, with or without what mail programs add. */
final class TokenText {
    static final int MAX_BYTES = 64 << 10;

    /** White space of any kind, byte order marks, zero-width characters, quotation marks. */
    private static final Pattern AROUND = Pattern.compile("[\\s\\p{Z}\\p{Cf}\"'`“”„‘’«»]+");

    private static final Pattern TOKEN = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
    private static final Pattern CUT_OFF = Pattern.compile("ey[\\w-]*(\\.[\\w-]*){0,2}");

    private TokenText() {}

    static String read(Path file) throws ZitiException {
        if (Files.isDirectory(file)) {
            throw bad("This is a folder. Choose the invitation itself, a file that usually ends in .jwt.");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // Opening a pipe waits, without an end, for somebody to write to it.
            throw bad("This is a device or a pipe. Choose the invitation itself, a file that usually ends in .jwt.");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw tooLarge();
            }
            return new String(bytes, encoding(bytes));
        } catch (NoSuchFileException e) {
            throw bad("The invitation file does not exist (any more). Check its name and place.");
        } catch (IOException e) {
            throw new ZitiException(
                    ZitiFailure.BAD_INVITATION,
                    "The invitation file cannot be read. Check its permissions and the disk it is on.",
                    e);
        }
    }

    /** PowerShell writes UTF-16 when output is redirected into a file. */
    private static Charset encoding(byte[] bytes) {
        int mark = bytes.length < 2 ? 0 : ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
        boolean utf16 = mark == 0xfeff || mark == 0xfffe;
        return utf16 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
    }

    /**
     * The three parts of the token, and nothing around them.
     *
     * @throws ZitiException BAD_INVITATION with what it is instead
     */
    static String token(String text) throws ZitiException {
        if (text.length() > MAX_BYTES) {
            throw tooLarge();
        }
        String token = AROUND.matcher(text).replaceAll("");
        if (TOKEN.matcher(token).matches()) {
            return token;
        }
        throw bad(whatElse(token));
    }

    private static String whatElse(String text) {
        String start = text.substring(0, Math.min(20, text.length())).toLowerCase(Locale.ROOT);
        if (text.isEmpty()) {
            return "There is nothing in it. Ask for the invitation to be sent again.";
        }
        if (text.chars().anyMatch(c -> Character.isISOControl(c) || c == '\ufffd')) {
            return "This is not an invitation but some other kind of file. Choose the one that ends in .jwt.";
        }
        if (start.startsWith("{")) {
            return text.contains("ztAPI")
                    ? "This is an identity file, not an invitation: it has been enrolled already, so use it as it is."
                    : "This is not an invitation but some other file (JSON). Choose the one that ends in .jwt.";
        }
        if (start.startsWith("-----begin")) {
            return "This is a certificate or a key, not an invitation. Choose the file that ends in .jwt.";
        }
        if (start.startsWith("http:") || start.startsWith("https:")) {
            return "This is an address, not an invitation."
                    + " Open it in a browser to get the invitation, if that is what it is for.";
        }
        if (CUT_OFF.matcher(text).matches()) {
            return "This invitation is not complete: its end is missing. Copy all of it, or use the file.";
        }
        return "This is not an invitation. One is a long text that begins with “ey”, or a file that ends in .jwt.";
    }

    private static ZitiException tooLarge() {
        return bad("This is too long for an invitation. Choose the file that ends in .jwt.");
    }

    private static ZitiException bad(String sentence) {
        return new ZitiException(ZitiFailure.BAD_INVITATION, sentence);
    }
}
