package dev.chatp2p.ziti.posture;

import java.io.IOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The computer this program runs on. Thread-safe. */
public final class ThisComputer implements Computer {
    private static final Logger log = LoggerFactory.getLogger(ThisComputer.class);

    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,9})(?:\\.(\\d{1,9}))?(?:\\.(\\d{1,9}))?");
    private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z]:\\\\[^\"/]{1,200}");
    private static final int MAX_SAID = 4096;
    private static final int MAX_CARDS = 64;
    private static final long COMMAND_SECONDS = 2;

    private final Function<String, String> property;
    private final Map<String, String> environment;
    private final Supplier<String> windowsVersion;
    /** Empty until it is known. Written by whoever asks first; all find the same. */
    private volatile String windowsSaid = "";

    public ThisComputer() {
        this(name -> System.getProperty(name, ""), System.getenv(), ThisComputer::ver);
    }

    /**
     * @param property system properties, empty for none
     * @param windowsVersion what the command {@code ver} says
     */
    ThisComputer(Function<String, String> property, Map<String, String> environment, Supplier<String> windowsVersion) {
        this.property = property;
        this.environment = Map.copyOf(environment);
        this.windowsVersion = windowsVersion;
    }

    @Override
    public OperatingSystem operatingSystem() {
        String name = property.apply("os.name");
        String version = property.apply("os.version");
        String lower = name.toLowerCase(Locale.ROOT);
        if (isWindows()) {
            // Java only knows “10.0”; posture checks go by the build.
            String said = windowsSays();
            return new OperatingSystem(
                    lower.contains("server") ? "WindowsServer" : "Windows",
                    three(said).orElse(numbers(version)));
        }
        if (lower.contains("mac") || lower.contains("darwin")) {
            return new OperatingSystem("macOS", numbers(version));
        }
        return new OperatingSystem(lower.contains("linux") ? "Linux" : name, numbers(version));
    }

    /** Asked once: the network may want to know every few seconds. */
    private String windowsSays() {
        if (windowsSaid.isEmpty()) {
            windowsSaid = windowsVersion.get();
        }
        return windowsSaid;
    }

    /**
     * By the environment of the process. Who is logged in to the computer itself, and not to a domain, has the computer's
     * name there.
     */
    @Override
    public String domain() {
        String domain = environment.getOrDefault("USERDOMAIN", "");
        String self = environment.getOrDefault("COMPUTERNAME", "");
        return !isWindows() || domain.equalsIgnoreCase(self) ? "" : domain;
    }

    @Override
    public List<String> hardwareAddresses() {
        try {
            return NetworkInterface.networkInterfaces()
                    .map(ThisComputer::address)
                    .flatMap(Optional::stream)
                    .distinct()
                    .limit(MAX_CARDS)
                    .toList();
        } catch (SocketException e) {
            log.debug("no network cards: {}", e.toString());
            return List.of();
        }
    }

    private static Optional<String> address(NetworkInterface card) {
        try {
            byte[] address = card.getHardwareAddress();
            return address == null || address.length == 0
                    ? Optional.empty()
                    : Optional.of(HexFormat.ofDelimiter(":").formatHex(address));
        } catch (SocketException e) {
            return Optional.empty(); // it has just been unplugged
        }
    }

    private boolean isWindows() {
        return property.apply("os.name").startsWith("Windows");
    }

    /** Without leading zeros, and always three: the controller refuses to read anything else. */
    private static String numbers(String version) {
        Matcher numbers = NUMBERS.matcher(version);
        return numbers.find() ? joined(numbers) : "0.0.0";
    }

    private static Optional<String> three(String text) {
        Matcher numbers = NUMBERS.matcher(text);
        while (numbers.find()) {
            if (numbers.group(3) != null) {
                return Optional.of(joined(numbers));
            }
        }
        return Optional.empty();
    }

    private static String joined(Matcher numbers) {
        return number(numbers.group(1)) + "." + number(numbers.group(2)) + "." + number(numbers.group(3));
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    /**
     * With its whole path: without one, Windows would start a {@code cmd.exe} of the current folder. {@code /d}: nothing that a
     * user has set to run along. Empty if it is not known where Windows is.
     */
    static List<String> verCommand(String windows) {
        return ABSOLUTE.matcher(windows).matches()
                ? List.of(windows + "\\System32\\cmd.exe", "/d", "/c", "ver")
                : List.of();
    }

    /** “Microsoft Windows [Version 10.0.19045.3803]”, its words in the user's language. */
    private static String ver() {
        try {
            List<String> command = verCommand(Objects.requireNonNullElse(System.getenv("SystemRoot"), ""));
            if (command.isEmpty()) {
                return "";
            }
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try {
                process.getOutputStream().close();
                if (!process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS)) {
                    return "";
                }
                return new String(process.getInputStream().readNBytes(MAX_SAID), StandardCharsets.ISO_8859_1);
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            log.debug("the version of Windows is not known: {}", e.toString());
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
