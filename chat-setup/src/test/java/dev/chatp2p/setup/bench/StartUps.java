package dev.chatp2p.setup.bench;

import dev.chatp2p.setup.lab.LabException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** From the start of a process until the first router has confirmed that it hosts. */
final class StartUps {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String IDENTITY = "our-start";
    private static final String GO_IDENTITY = "go-start";
    private static final List<String> LEAN = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final Path folder;
    private final Peers peers;
    private final Results results;
    private final Consumer<String> progress;

    StartUps(Path folder, Peers peers, Results results, Consumer<String> progress) {
        this.folder = folder;
        this.peers = peers;
        this.results = results;
        this.progress = progress;
    }

    void run(int times) throws IOException, InterruptedException, LabException {
        String classPath = classPath();
        String identity = peers.file(IDENTITY).toString();
        List<String> aot = withCache("default", classPath, identity, List.of());
        List<String> lean = withCache("lean", classPath, identity, LEAN);
        List<String> go = peers.goCommand(GO_IDENTITY, "host", "--echo", "--exit-with-stdin");
        for (int i = 0; i < times; i++) {
            add(Figure.START, Contestant.OURS, IDENTITY, command(classPath, identity, List.of()));
            add(Figure.START, Contestant.GO, GO_IDENTITY, go);
            add(Figure.START_AOT, Contestant.OURS, IDENTITY, command(classPath, identity, aot));
            add(Figure.START_AOT_LEAN, Contestant.OURS, IDENTITY, command(classPath, identity, lean));
        }
    }

    private void add(Figure figure, Contestant who, String name, List<String> command)
            throws IOException, InterruptedException {
        long started = System.nanoTime();
        try (PeerProcess process = PeerProcess.start(name, peers.log(name), command)) {
            process.await("BOUND", LIMIT);
            double millis = (System.nanoTime() - started) / 1e6;
            progress.accept("  " + who.title() + ": " + figure.title() + ": " + Goal.number(millis));
            results.add(figure, who, millis);
        }
    }

    private static List<String> command(String classPath, String identity, List<String> flags) {
        return Stream.of(
                        List.of(PeerProcess.javaProgram("java").toString()),
                        flags,
                        List.of("-cp", classPath, StartProgram.class.getName(), identity))
                .flatMap(List::stream)
                .toList();
    }

    /** Makes an AOT cache by running the program once; the flags to use it with. */
    private List<String> withCache(String name, String classPath, String identity, List<String> flags)
            throws IOException, InterruptedException {
        progress.accept("making the AOT cache with flags " + flags);
        Path cache = folder.resolve("bench-" + name + ".aot");
        List<String> training = new ArrayList<>(flags);
        training.add("-XX:AOTCacheOutput=" + cache);
        PeerProcess.run(command(classPath, identity, training).toArray(String[]::new));
        List<String> use = new ArrayList<>(flags);
        use.add("-XX:AOTCache=" + cache);
        return use;
    }

    /** The edge client and its libraries as jars, which is all that an AOT cache takes; no logging. */
    private String classPath() throws IOException {
        Path program = folder.resolve("bench-start.jar");
        try (OutputStream out = Files.newOutputStream(program);
                JarOutputStream jar = new JarOutputStream(out)) {
            String entry = StartProgram.class.getName().replace('.', '/') + ".class";
            jar.putNextEntry(new ZipEntry(entry));
            try (InputStream code = StartProgram.class.getResourceAsStream("/" + entry)) {
                if (code == null) {
                    throw new IOException("no " + entry);
                }
                code.transferTo(jar);
            }
        }
        Stream<String> libraries = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(StartUps::belongsToClient);
        return String.join(
                File.pathSeparator,
                Stream.concat(Stream.of(program.toString()), libraries).toList());
    }

    private static boolean belongsToClient(String part) {
        String name = Path.of(part).getFileName().toString();
        return name.endsWith(".jar")
                && !name.contains("-tests")
                && Stream.of("chat-core-", "bcprov-", "jackson-", "slf4j-api-", "jspecify-")
                        .anyMatch(name::startsWith);
    }
}
