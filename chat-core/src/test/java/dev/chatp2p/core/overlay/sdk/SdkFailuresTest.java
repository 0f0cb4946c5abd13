package dev.chatp2p.core.overlay.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.Reason;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openziti.Errors;
import org.openziti.ZitiException;

class SdkFailuresTest {

    private static final PeerId BOB = new PeerId("bob");

    @Test
    void whatTheSdkCannotNameIsNotCalledAMissingRight() {
        LinkException failure =
                SdkFailures.linkException(new ZitiException(new Errors.WTF("BAD_REQUEST"), new IOException()));
        assertEquals(Reason.PROTOCOL, failure.reason());
        assertEquals("The official SDK failed (BAD_REQUEST). Try again later.", failure.sentence());
    }

    @Test
    void aMissingRightToHostIsCalledSo() {
        assertEquals(
                Reason.NOT_ALLOWED,
                SdkFailures.linkException(new BindException("no permission to bind to service[chat]"))
                        .reason());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection refused",
                "Connection refused: no further information",
                "Connection timed out",
                "Failed to connect to /127.0.0.1:1280",
            })
    void aPeerWhoWasNeverAskedDidNotRefuse(String text) {
        assertEquals(Reason.CONTROLLER_UNREACHABLE, ofDial(new ConnectException(text)));
    }

    @Test
    void aSlowControllerSaysNothingAboutThePeer() {
        assertEquals(Reason.CONTROLLER_UNREACHABLE, ofDial(new java.net.SocketTimeoutException("timeout")));
    }

    @Test
    void whatTheRouterSaysIsTheReason() {
        assertEquals(Reason.PEER_OFFLINE, ofDial(new ConnectException("service abc has no terminators")));
        assertEquals(Reason.TIMEOUT, ofDial(new ConnectException("dial failed: timeout waiting for the host")));
        assertEquals(Reason.REJECTED, ofDial(new ConnectException("dial failed: busy")));
        assertEquals(
                Reason.REJECTED,
                ofDial(new ConnectException("dial failed: dial tcp 127.0.0.1:80: connect: connection refused")));
    }

    private static Reason ofDial(IOException why) {
        return SdkFailures.ofDial(SdkFailures.linkException(why), BOB).reason();
    }
}
