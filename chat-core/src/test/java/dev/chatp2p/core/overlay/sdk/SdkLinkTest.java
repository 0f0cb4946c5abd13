package dev.chatp2p.core.overlay.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SdkLinkTest {

    @Test
    void whoeverWritesLearnsThatTheRouterIsLost() {
        FakeChannel channel = new FakeChannel();
        SdkLink link = new SdkLink(channel, new PeerId("bob"), new byte[0], _ -> {});
        link.start();
        channel.lose();
        LinkException failure = assertThrows(LinkException.class, () -> link.write(new byte[100], 0, 100));
        assertEquals(Reason.LOST, failure.reason());
    }
}
