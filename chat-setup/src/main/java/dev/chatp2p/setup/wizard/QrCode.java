package dev.chatp2p.setup.wizard;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.Map;
import java.util.Optional;

/** A text as the dark and light squares of a QR code, the light border around it included. Immutable. */
public final class QrCode {
    /** Squares of light border that scanners need (ISO/IEC 18004). */
    static final int QUIET_ZONE = 4;

    /** The least correction makes the fewest and so the largest squares: a screen has neither dirt nor folds. */
    private static final Map<EncodeHintType, Object> HINTS =
            Map.of(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.L, EncodeHintType.MARGIN, QUIET_ZONE);

    private final BitMatrix squares;

    private QrCode(BitMatrix squares) {
        this.squares = squares;
    }

    /** Empty if there is no QR code for that text: it is empty, or longer than 2,953 bytes. */
    public static Optional<QrCode> of(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new QrCode(new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, HINTS)));
        } catch (WriterException e) {
            return Optional.empty();
        }
    }

    /** Squares on a side, the border included. */
    int size() {
        return squares.getWidth();
    }

    boolean isDark(int x, int y) {
        return squares.get(x, y);
    }
}
