package dev.chatp2p.ziti.client;

import dev.chatp2p.ziti.controller.FakeController;
import dev.chatp2p.ziti.identity.TestPki;
import dev.chatp2p.ziti.router.FakeRouter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A controller and edge routers for tests, in this process: same protocol, no fabric behind it. */
public final class FakeZitiNetwork implements AutoCloseable {

    public static final String SERVICE = "chat-p2p";
    private static final String SERVICE_ID = "s1";

    private final TestPki pki = new TestPki("fake network");
    private final Path folder;
    private final FakeController controller = FakeController.start(pki);
    private final FakeRouter.Fabric fabric = new FakeRouter.Fabric();
    private final List<FakeRouter> routers = new ArrayList<>();

    /**
     * @param folder where identity files go
     * @param routerCount how many edge routers to start
     */
    public FakeZitiNetwork(Path folder, int routerCount) {
        this.folder = folder;
        controller.addService(SERVICE_ID, SERVICE, "Dial", "Bind");
        fabric.observe(new FakeRouter.TerminatorObserver() {
            @Override
            public void created(String instance, String router) {
                controller.addTerminator(SERVICE_ID, instance, router);
            }

            @Override
            public void removed(String instance, String router) {
                controller.removeTerminator(instance, router);
            }
        });
        for (int i = 1; i <= routerCount; i++) {
            addRouter("r" + i);
        }
    }

    public FakeRouter addRouter(String name) {
        FakeRouter router = new FakeRouter(pki, name, fabric);
        routers.add(router);
        controller.addRouter(name, router.tlsAddress());
        return router;
    }

    public FakeController controller() {
        return controller;
    }

    public FakeRouter.Fabric fabric() {
        return fabric;
    }

    public List<FakeRouter> routers() {
        return List.copyOf(routers);
    }

    /** An identity file of this network. */
    public Path identityFile(String name) throws IOException {
        return pki.identityFile(folder, name, controller.url());
    }

    @Override
    public void close() {
        routers.forEach(FakeRouter::close);
        controller.close();
    }
}
