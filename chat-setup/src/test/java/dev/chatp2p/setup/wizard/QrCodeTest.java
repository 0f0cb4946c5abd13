package dev.chatp2p.setup.wizard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QrCodeTest {

    private static final int SQUARE = 3;

    @Test
    void aScannerReadsTheInvitationBack() throws Exception {
        String invitation = TestTokens.ott(Instant.parse("2026-11-22T12:00:00Z"));
        QrCode code = QrCode.of(invitation).orElseThrow();
        int size = code.size() * SQUARE;
        int[] pixels = new int[size * size];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = code.isDark(i % size / SQUARE, i / size / SQUARE) ? 0xFF000000 : 0xFFFFFFFF;
        }
        BinaryBitmap picture = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(size, size, pixels)));
        assertEquals(
                invitation,
                new QRCodeReader()
                        .decode(picture, Map.of(DecodeHintType.PURE_BARCODE, true))
                        .getText());
    }

    @Test
    void theQuietZoneIsLight() {
        QrCode code = QrCode.of("x").orElseThrow();
        for (int i = 0; i < code.size(); i++) {
            for (int border = 0; border < QrCode.QUIET_ZONE; border++) {
                assertFalse(code.isDark(i, border) || code.isDark(border, i));
            }
        }
    }

    @Test
    void whatDoesNotFitHasNone() {
        assertEquals(Optional.empty(), QrCode.of("x".repeat(3000)).map(QrCode::size));
        assertEquals(Optional.empty(), QrCode.of("").map(QrCode::size));
    }
}
