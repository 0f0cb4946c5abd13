package dev.chatp2p.desktop.bench;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import dev.chatp2p.core.concurrent.SystemTimers;
import dev.chatp2p.core.concurrent.Timers;
import dev.chatp2p.core.conversation.ConversationEvent;
import dev.chatp2p.core.conversation.ConversationService;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.peer.ContactService;
import dev.chatp2p.core.peer.PeerDirectoryService;
import dev.chatp2p.core.settings.SettingsService;
import dev.chatp2p.desktop.FakeChat;
import dev.chatp2p.desktop.FakeFiles;
import dev.chatp2p.desktop.common.FxBridge;
import dev.chatp2p.desktop.common.Navigation;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.desktop.common.Theme;
import dev.chatp2p.desktop.common.TimeLabels;
import dev.chatp2p.desktop.common.ViewLoader;
import dev.chatp2p.desktop.conversation.ConversationExporter;
import dev.chatp2p.desktop.conversation.ConversationView;
import dev.chatp2p.desktop.conversation.LinkOpener;
import dev.chatp2p.desktop.conversation.MessagesModel;
import dev.chatp2p.setup.wizard.FileDialogs;
import dev.chatp2p.setup.wizard.TextClipboard;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.ScrollEvent;
import javafx.stage.Stage;

/**
 * How long the conversation pane keeps the FX thread busy: opening a conversation with 100,000 messages on its newest page,
 * scrolling through it, and a burst of 10,000 incoming messages. One table on standard output; times in milliseconds, measured
 * inside, from pulse to pulse. On a busy machine the processor time says more than the time that has passed.
 *
 * <p>Arguments: number of messages, of frames to scroll, of events; 100000 600 10000 if there are none.
 */
@SuppressWarnings("NullAway.Init") // opened before anything else is done
final class PaneBenchmark {

    private static final PeerId BOB = new PeerId("bob");
    private static final PeerId CAROL = new PeerId("carol");
    private static final double NANOS = 1e6;
    private static final double STEP = 160;
    private static final int OPENINGS = 11;

    private final ExecutorService lane = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("bench-conversations").daemon().factory());
    private final LongConversation service;
    private final Navigation navigation = new Navigation();
    /** Longest task that came over the bridge, since it was looked at last; FX thread writes. */
    private final AtomicLong longestTask = new AtomicLong();

    private final List<String> rows = new ArrayList<>();
    private Scene scene;
    private Frames frames;
    private MessagesModel messages;

    private PaneBenchmark(int size) {
        service = new LongConversation(lane, size);
    }

    static void main(String[] arguments) throws Exception {
        int size = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        int scrolled = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 600;
        int events = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 10_000;
        CompletableFuture<Boolean> started = new CompletableFuture<>();
        Platform.startup(() -> started.complete(true));
        started.join();
        PaneBenchmark benchmark = new PaneBenchmark(size);
        benchmark.show();
        benchmark.open(size);
        benchmark.scroll(scrolled);
        benchmark.jump(size);
        benchmark.burst(events, size);
        System.out.printf("%-58s %10s %10s %10s%n", "", "median", "p99", "most");
        benchmark.rows.forEach(System.out::println);
        onFx(() -> {
            benchmark.scene.getWindow().hide();
            return true;
        });
        Platform.exit();
    }

    private void show() throws Exception {
        FakeChat chat = new FakeChat();
        FakeFiles files = new FakeFiles();
        Texts texts = Texts.in(Locale.ENGLISH);
        Timers timers = new SystemTimers();
        FxBridge bridge = new FxBridge(task -> Platform.runLater(() -> {
            long start = System.nanoTime();
            task.run();
            longestTask.accumulateAndGet(System.nanoTime() - start, Math::max);
        }));
        onFx(() -> {
            Injector injector = Guice.createInjector(new AbstractModule() {
                @Override
                protected void configure() {
                    bind(ConversationService.class).toInstance(service);
                    bind(PeerDirectoryService.class).toInstance(chat.peers());
                    bind(ContactService.class).toInstance(chat.contacts());
                    bind(SettingsService.class).toInstance(chat.settings());
                    bind(FxBridge.class).toInstance(bridge);
                    bind(Timers.class).toInstance(timers);
                    bind(Texts.class).toInstance(texts);
                    bind(Navigation.class).toInstance(navigation);
                    bind(TimeLabels.class).toInstance(new TimeLabels(timers, ZoneId.systemDefault(), Locale.UK, texts));
                    bind(FileDialogs.class).toInstance(files);
                    bind(ConversationExporter.class).toInstance(files);
                    bind(LinkOpener.class).toInstance(target -> true);
                    bind(TextClipboard.class).toInstance(new NoClipboard());
                }
            });
            messages = injector.getInstance(MessagesModel.class);
            Parent view = new ViewLoader(injector::getInstance, texts).load(ConversationView.class);
            scene = new Scene(view, 1000, 700);
            Theme.ofSystem().applyTo(scene);
            Stage stage = new Stage();
            stage.setScene(scene);
            stage.show();
            frames = new Frames(scene);
            frames.start();
            return true;
        });
        waitFor(() -> frames.count() > 30);
    }

    private void open(int size) throws Exception {
        double[] times = new double[OPENINGS];
        double[] processor = new double[OPENINGS];
        String newest = "(" + (size - 1) + ")";
        for (int i = 0; i < OPENINGS; i++) {
            onFx(() -> {
                navigation.show(CAROL);
                navigation.leave();
                return true;
            });
            waitFor(() -> list().map(list -> list.getItems().isEmpty()).orElse(true));
            CompletableFuture<Long> shown = new CompletableFuture<>();
            CompletableFuture<Long> used = new CompletableFuture<>();
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            Runnable look = () -> {
                if (!shown.isDone() && newestShown(newest)) {
                    shown.complete(System.nanoTime());
                    used.complete(threads.getCurrentThreadCpuTime());
                }
            };
            AtomicLong usedBefore = new AtomicLong();
            long start = onFx(() -> {
                scene.addPostLayoutPulseListener(look);
                usedBefore.set(threads.getCurrentThreadCpuTime());
                long now = System.nanoTime();
                navigation.show(BOB);
                return now;
            });
            times[i] = (shown.get() - start) / NANOS;
            processor[i] = (used.get() - usedBefore.get()) / NANOS;
            onFx(() -> {
                scene.removePostLayoutPulseListener(look);
                return true;
            });
        }
        rows.add("%-58s %10s %10s %10.1f".formatted("opened on the newest page, the first time", "", "", times[0]));
        rows.add("%-58s %10s %10s %10.1f".formatted("… processor time of the FX thread", "", "", processor[0]));
        row("opened on the newest page, later", Arrays.copyOfRange(times, 1, OPENINGS));
        row("… processor time of the FX thread", Arrays.copyOfRange(processor, 1, OPENINGS));
    }

    private boolean newestShown(String text) {
        return flow().map(VirtualFlow::getLastVisibleCell)
                .filter(cell -> cell.getAccessibleText().contains(text))
                .isPresent();
    }

    private void scroll(int count) throws Exception {
        frames.forget();
        long from = frames.count();
        waitFor(() -> frames.count() >= from + 60);
        frameRows("nothing happens, 60 frames");
        frames.forget();
        scrollBy(count, STEP);
        frameRows("scrolling up, " + count + " frames");
        frames.forget();
        scrollBy(count / 2, -STEP);
        frameRows("scrolling down, " + count / 2 + " frames");
    }

    private void scrollBy(int count, double step) throws Exception {
        long from = frames.count();
        AnimationTimer person = new AnimationTimer() {
            @Override
            public void handle(long now) {
                flow().ifPresent(flow -> flow.fireEvent(scroll(step)));
            }
        };
        onFx(() -> {
            person.start();
            return true;
        });
        waitFor(() -> frames.count() >= from + count);
        onFx(() -> {
            person.stop();
            return true;
        });
    }

    private static ScrollEvent scroll(double step) {
        return new ScrollEvent(
                ScrollEvent.SCROLL,
                500,
                300,
                500,
                300,
                false,
                false,
                false,
                false,
                false,
                false,
                0,
                step,
                0,
                step,
                ScrollEvent.HorizontalTextScrollUnits.NONE,
                0,
                ScrollEvent.VerticalTextScrollUnits.NONE,
                0,
                0,
                null);
    }

    private void jump(int size) throws Exception {
        frames.forget();
        for (int i = 1; i <= 20; i++) {
            int number = size / 21 * i;
            onFx(() -> {
                messages.goTo(service.idOf(number));
                return true;
            });
            String text = "(" + number + ")";
            waitFor(() -> list().map(list -> list.lookupAll(".entry-cell").stream()
                            .anyMatch(cell ->
                                    String.valueOf(cell.getAccessibleText()).contains(text)))
                    .orElse(false));
        }
        frameRows("jumping to 20 messages");
        onFx(() -> {
            messages.goToNewest();
            return true;
        });
        waitFor(() -> newestShown("(" + (size - 1) + ")"));
    }

    private void burst(int count, int size) throws Exception {
        Instant now = Instant.now();
        List<ConversationEvent> events = IntStream.range(0, count)
                .<ConversationEvent>mapToObj(
                        i -> new ConversationEvent.MessageAdded(BOB, LongConversation.message(size + i, now)))
                .toList();
        frames.forget();
        longestTask.set(0);
        long start = System.nanoTime();
        service.tell(events);
        waitFor(() -> newestShown("(" + (size + count - 1) + ")"));
        double all = (System.nanoTime() - start) / NANOS;
        frameRows("a burst of " + count + " messages");
        rows.add("%-58s %10s %10s %10.1f"
                .formatted("… longest single task on the FX thread", "", "", longestTask.get() / NANOS));
        rows.add("%-58s %10s %10s %10.1f".formatted("… until the last one is shown", "", "", all));
    }

    private void frameRows(String what) throws Exception {
        double[][] times = onFx(frames::times);
        row(what + ": from frame to frame", times[0]);
        row("… of that busy with animation, CSS and layout", times[1]);
        row("… processor time of the FX thread for a frame", times[2]);
    }

    private void row(String what, double[] times) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        rows.add("%-58s %10.1f %10.1f %10.1f"
                .formatted(
                        what,
                        sorted[sorted.length / 2],
                        sorted[(int) Math.min(sorted.length - 1L, Math.round(sorted.length * 0.99))],
                        sorted[sorted.length - 1]));
    }

    private Optional<ListView<?>> list() {
        return scene.lookup(".message-list") instanceof ListView<?> list ? Optional.of(list) : Optional.empty();
    }

    private Optional<VirtualFlow<?>> flow() {
        return scene.lookup(".message-list .virtual-flow") instanceof VirtualFlow<?> flow
                ? Optional.of(flow)
                : Optional.empty();
    }

    private static <T> T onFx(Callable<T> task) throws Exception {
        FutureTask<T> future = new FutureTask<>(task);
        Platform.runLater(future);
        return future.get();
    }

    /** Looks with every pulse, so that looking costs little. */
    private static void waitFor(BooleanSupplier condition) throws Exception {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        onFx(() -> {
            new AnimationTimer() {
                @Override
                public void handle(long now) {
                    if (condition.getAsBoolean()) {
                        stop();
                        done.complete(true);
                    }
                }
            }.start();
            return true;
        });
        done.get();
    }

    /** Times of the pulses; FX thread. */
    private static final class Frames extends AnimationTimer {

        private final List<Double> intervals = new ArrayList<>();
        private final List<Double> busy = new ArrayList<>();
        private final List<Double> processor = new ArrayList<>();
        private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        private volatile long count;
        private long last;
        private long lastProcessor;

        Frames(Scene scene) {
            scene.addPostLayoutPulseListener(() -> {
                if (last != 0) {
                    busy.add((System.nanoTime() - last) / NANOS);
                }
            });
        }

        @Override
        public void handle(long pulse) {
            long now = System.nanoTime();
            long used = threads.getCurrentThreadCpuTime();
            if (last != 0) {
                intervals.add((now - last) / NANOS);
                processor.add((used - lastProcessor) / NANOS);
            }
            last = now;
            lastProcessor = used;
            count = count() + 1;
        }

        long count() {
            return count;
        }

        void forget() throws Exception {
            onFx(() -> {
                intervals.clear();
                busy.clear();
                processor.clear();
                return true;
            });
        }

        double[][] times() {
            return new double[][] {
                intervals.stream().mapToDouble(Double::doubleValue).toArray(),
                busy.stream().mapToDouble(Double::doubleValue).toArray(),
                processor.stream().mapToDouble(Double::doubleValue).toArray()
            };
        }
    }

    private static final class NoClipboard implements TextClipboard {
        @Override
        public Optional<String> text() {
            return Optional.empty();
        }

        @Override
        public void put(String text) {}
    }
}
