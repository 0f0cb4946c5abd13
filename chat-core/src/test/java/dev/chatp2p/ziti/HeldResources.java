package dev.chatp2p.ziti;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What this JVM holds, for tests that compare before and after.
 *
 * @param heapBytes live objects, after full collections
 * @param threads live threads by the beginnings of their names (without numbers), virtual ones included
 * @param descriptors open files and sockets; 0 where the system does not tell
 */
public record HeldResources(long heapBytes, Map<String, Long> threads, long descriptors) {

    private static final int COLLECTIONS = 4;
    private static final Pattern THREAD = Pattern.compile("^#\\d+ \"([^\"]*)\".*");

    /** Threads of the JVM and its libraries, which come and go as they like. */
    private static final Pattern NOT_OURS = Pattern.compile(
            "(ForkJoinPool|HttpClient|process reaper|junit|awaitility|Common-Cleaner|VirtualThread|Attach|Signal|idle-).*");

    public static HeldResources now() {
        for (int i = 0; i < COLLECTIONS; i++) { // soft and weak references take more than one
            System.gc();
        }
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return new HeldResources(heap, threadsByName(), descriptorsOpen());
    }

    private static long descriptorsOpen() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
    }

    private static Map<String, Long> threadsByName() {
        try {
            Path folder = Files.createTempDirectory("threads");
            Path dump = folder.resolve("dump.txt");
            try {
                // The only way to see virtual threads.
                ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                        .dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
                try (var lines = Files.lines(dump)) {
                    return lines.map(THREAD::matcher)
                            .filter(Matcher::matches)
                            .map(m -> m.group(1).replaceAll("[-0-9]+$", ""))
                            .filter(name -> !NOT_OURS.matcher(name).matches())
                            .collect(Collectors.groupingBy(n -> n, TreeMap::new, Collectors.counting()));
                }
            } finally {
                Files.deleteIfExists(dump);
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What is held now beyond what was held before, in words; empty = nothing.
     *
     * @param heapMargin by how many bytes the heap may have grown
     * @param descriptorMargin by how many descriptors
     */
    public List<String> leakedSince(HeldResources before, long heapMargin, long descriptorMargin) {
        List<String> leaks = new ArrayList<>();
        threads.forEach((name, count) -> {
            long more = count - before.threads().getOrDefault(name, 0L);
            if (more > 0) {
                leaks.add(more + (name.isEmpty() ? " threads without a name" : " threads “" + name + "”"));
            }
        });
        if (descriptors > before.descriptors() + descriptorMargin) {
            leaks.add((descriptors - before.descriptors()) + " descriptors");
        }
        if (heapBytes > before.heapBytes() + heapMargin) {
            leaks.add((heapBytes - before.heapBytes()) + " bytes of heap");
        }
        return List.copyOf(leaks);
    }
}
