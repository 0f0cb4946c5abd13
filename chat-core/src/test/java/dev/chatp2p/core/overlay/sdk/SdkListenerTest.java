package dev.chatp2p.core.overlay.sdk;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.overlay.HostOptions;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.Reason;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import kotlinx.coroutines.flow.StateFlowKt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openziti.ZitiContext;
import org.openziti.api.PostureSet;
import org.openziti.api.Service;
import org.openziti.api.ServiceTerminator;
import org.openziti.api.SessionType;

@Timeout(30)
class SdkListenerTest {

    private static final HostOptions AS_ALICE = new HostOptions(Optional.of("alice"), 1, Duration.ofSeconds(5));

    private final List<FakeServer> servers = new CopyOnWriteArrayList<>();
    private volatile boolean bindsHang;
    private volatile boolean listsFail;

    private final SdkSession session = new SdkSession(context(), status -> {});

    @AfterEach
    void letGo() {
        servers.forEach(FakeServer::goOn);
        session.close();
    }

    @Test
    void aServerThatTheListDoesNotShowIsClosedBeforeItIsForgotten() {
        listsFail = true;
        session.host("chat", AS_ALICE);
        await().until(() -> servers.size() >= 2);
        assertFalse(servers.getFirst().isOpen());
    }

    @Test
    void whatIsBoundOnlyAfterTheEndIsUnboundAllTheSame() {
        bindsHang = true;
        var listener = session.host("chat", AS_ALICE);
        await().until(() -> !servers.isEmpty() && servers.getFirst().binding());
        listener.close();
        assertTrue(servers.getFirst().isOpen());
        servers.getFirst().goOn();
        await().until(() -> !servers.getFirst().isOpen());
        assertTrue(servers.getFirst().wasBoundWhenClosed());
    }

    @Test
    void nothingComesOutOfAClosedListener() throws Exception {
        SdkListener listener = (SdkListener) session.host("chat", AS_ALICE);
        await().until(() -> listener.terminators() == 1);
        SdkLink link = new SdkLink(new FakeChannel(), new PeerId("bob"), new byte[0], _ -> {});
        assertTrue(listener.offer(link));
        assertEquals(link, listener.accept());
        listener.close();
        assertEquals(0, listener.terminators());
        assertFalse(listener.offer(link));
        for (int i = 0; i < 2; i++) {
            assertEquals(
                    Reason.CLOSED,
                    assertThrows(LinkException.class, listener::accept).reason());
        }
    }

    @Test
    void manyListenersDoNotMakeClosingTakeLonger() {
        bindsHang = true;
        for (int i = 0; i < 5; i++) {
            session.host("chat", AS_ALICE);
        }
        await().until(() -> servers.size() == 5 && servers.stream().allMatch(FakeServer::binding));
        assertTimeout(Duration.ofSeconds(2), session::close);
    }

    private ZitiContext context() {
        var status = StateFlowKt.MutableStateFlow((ZitiContext.Status) ZitiContext.Status.Active.INSTANCE);
        Service service = new Service("id", "chat", true, Set.of(SessionType.Bind), new PostureSet[0], Map.of());
        return (ZitiContext) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ZitiContext.class},
                (_, method, _) -> switch (method.getName()) {
                    case "statusUpdates" -> status;
                    case "getStatus" -> status.getValue();
                    case "getService" -> service;
                    case "openServer" -> open();
                    case "getServiceTerminators" -> terminators();
                    default -> null;
                });
    }

    private FakeServer open() {
        FakeServer server = new FakeServer(bindsHang);
        servers.add(server);
        return server;
    }

    private List<ServiceTerminator> terminators() {
        if (listsFail) {
            throw new IllegalStateException("no list, on purpose");
        }
        return List.of(new ServiceTerminator("t1", "alice"));
    }
}
