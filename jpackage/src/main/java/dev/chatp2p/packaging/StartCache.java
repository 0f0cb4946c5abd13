package dev.chatp2p.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The JVM's ahead-of-time cache: the program is run once as it was laid out, through its own launcher, and the classes it has
 * loaded and linked are kept. From then on it starts in about half the time.
 *
 * @param platform for which system; this one
 * @param layout where the image is
 * @param name of the launcher
 */
record StartCache(Platform platform, Layout layout, String name) {

    private static final String FILE = "start.aot";

    /** Runs the rehearsal on a screen of its own, and tells the launcher of what it left. */
    void train(Tools tools) throws IOException, InterruptedException {
        Path home = Files.createDirectories(layout.work().resolve("home"));
        Path identity = StrangerIdentity.write(home, tools);
        Path cache = layout.appFolder(platform, name).resolve(FILE);
        tools.run(
                Stream.concat(
                                screen().stream(),
                                Stream.of(
                                        layout.launcher(platform, name).toString(),
                                        "demo",
                                        "--rehearse",
                                        "--beside",
                                        identity.toString()))
                        .toList(),
                environment(home, cache));
        if (!Files.exists(cache)) {
            throw new IOException("The rehearsal has left no start-up cache");
        }
        Files.writeString(
                layout.appFolder(platform, name).resolve(name + ".cfg"),
                // A cache that cannot be used is no reason to say anything: the program starts all the same.
                "java-options=-XX:AOTCache=$APPDIR/" + FILE + "\njava-options=-Xlog:aot=off\n",
                StandardOpenOption.APPEND);
    }

    private List<String> screen() {
        return platform == Platform.LINUX ? List.of("xvfb-run", "-a", "-s", "-screen 0 1920x1080x24") : List.of();
    }

    private static Map<String, String> environment(Path home, Path cache) {
        Map<String, String> environment = new HashMap<>();
        for (String variable :
                List.of("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA")) {
            environment.put(variable, home.toAbsolutePath().toString());
        }
        // The cache tells the JVM how well each method was compiled (docs/performance.md). Trained with both compilers,
        // the slow one would be at work from the first moment; without counters (level 1), it would never be.
        environment.put("JAVA_TOOL_OPTIONS", "-Xlog:disable -XX:TieredStopAtLevel=2 -XX:AOTCacheOutput=" + cache);
        return environment;
    }
}
