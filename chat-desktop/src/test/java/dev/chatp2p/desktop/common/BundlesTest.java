package dev.chatp2p.desktop.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The words of the window and of the wizard: complete in each language, all there, and all used. */
class BundlesTest {

    private static final Path DESKTOP = Path.of("").toAbsolutePath();
    private static final Path SETUP = DESKTOP.resolveSibling("chat-setup");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d+)");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern FXML_KEY = Pattern.compile("\"%([^\"]+)\"");
    /** A key that is looked up as it stands. */
    private static final Pattern LOOKED_UP =
            Pattern.compile("\\b(?:texts(?:\\(\\))?|words)\\.of\\(\\s*\"([A-Za-z0-9_.-]+)\"\\s*[,)]");

    enum Bundle {
        WINDOW(DESKTOP, "dev/chatp2p/desktop/common", "dev.chatp2p.desktop"),
        WIZARD(SETUP, "dev/chatp2p/setup/wizard", "dev.chatp2p.setup.wizard");

        private final Path module;
        private final String folder;
        private final String packages;

        Bundle(Path module, String folder, String packages) {
            this.module = module;
            this.folder = folder;
            this.packages = packages;
        }

        Properties in(String suffix) {
            Properties words = new Properties();
            Path file = module.resolve("src/main/resources").resolve(folder).resolve("messages" + suffix + ".properties");
            try (Reader reader = Files.newBufferedReader(file)) {
                words.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return words;
        }

        List<String> sources(String ending) throws IOException {
            Path root = module.resolve("src/main").resolve(ending.equals(".java") ? "java" : "resources")
                    .resolve(packages.replace('.', '/'));
            try (Stream<Path> files = Files.walk(root)) {
                List<String> texts = new ArrayList<>();
                for (Path file : files.filter(f -> f.toString().endsWith(ending)).toList()) {
                    texts.add(Files.readString(file));
                }
                return texts;
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void germanHasTheKeysOfEnglish(Bundle bundle) {
        assertEquals(keys(bundle.in("")), keys(bundle.in("_de")));
    }

    @ParameterizedTest
    @EnumSource
    void noValueIsEmptyInAnyLanguage(Bundle bundle) {
        for (String language : List.of("", "_de")) {
            Properties words = bundle.in(language);
            assertEquals(
                    Set.of(),
                    keys(words).stream()
                            .filter(key -> words.getProperty(key).isBlank())
                            .collect(Collectors.toSet()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachValueHasTheSamePlaceholdersInEachLanguage(Bundle bundle) {
        Properties english = bundle.in("");
        Properties german = bundle.in("_de");
        for (String key : keys(english)) {
            assertEquals(placeholders(english.getProperty(key)), placeholders(german.getProperty(key)), key);
        }
    }

    /** A straight apostrophe would quote what follows. */
    @ParameterizedTest
    @EnumSource
    void eachValueIsAPatternWithoutStraightApostrophes(Bundle bundle) {
        for (String language : List.of("", "_de")) {
            bundle.in(language).forEach((key, value) -> {
                assertFalse(value.toString().contains("'"), key + "=" + value);
                new MessageFormat(value.toString(), Locale.GERMAN);
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void noKeyIsThereTwice(Bundle bundle) throws IOException {
        for (String language : List.of("", "_de")) {
            Path file = bundle.module
                    .resolve("src/main/resources")
                    .resolve(bundle.folder)
                    .resolve("messages" + language + ".properties");
            List<String> lines = Files.readAllLines(file).stream()
                    .filter(line -> line.contains("=") && !line.startsWith("#"))
                    .map(line -> line.substring(0, line.indexOf('=')))
                    .toList();
            assertEquals(lines.size(), Set.copyOf(lines).size(), language + lines.stream()
                    .filter(key -> lines.indexOf(key) != lines.lastIndexOf(key))
                    .toList());
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyKeyThatIsLookedUpIsThere(Bundle bundle) throws IOException {
        Set<String> wanted = new TreeSet<>();
        bundle.sources(".java").forEach(source -> wanted.addAll(found(LOOKED_UP, source)));
        if (bundle == Bundle.WINDOW) {
            bundle.sources(".fxml").forEach(source -> wanted.addAll(found(FXML_KEY, source)));
        }
        wanted.removeAll(keys(bundle.in("")));
        assertEquals(Set.of(), wanted);
    }

    @ParameterizedTest
    @EnumSource
    void everyKeyIsUsed(Bundle bundle) throws IOException {
        Set<String> literals = new TreeSet<>();
        bundle.sources(".java").forEach(source -> literals.addAll(found(LITERAL, source)));
        if (bundle == Bundle.WINDOW) {
            bundle.sources(".fxml").forEach(source -> literals.addAll(found(FXML_KEY, source)));
        }
        // A key may be put together from a beginning and the name of a constant, or get an ending.
        List<String> beginnings = literals.stream()
                .filter(literal -> literal.matches("[A-Za-z][A-Za-z.]*\\."))
                .toList();
        Set<String> unused = new TreeSet<>(keys(bundle.in("")));
        unused.removeIf(key -> literals.contains(key)
                || hasEnding(key, literals)
                || beginnings.stream().anyMatch(key::startsWith));
        assertEquals(Set.of(), unused);
    }

    private static boolean hasEnding(String key, Set<String> literals) {
        Matcher ending = Pattern.compile("[A-Z][a-z]+$").matcher(key);
        return ending.find() && literals.contains(ending.group()) && literals.contains(key.substring(0, ending.start()));
    }

    @Test
    void theKeysCanBeFoundInTheSources() {
        assertEquals(Set.of("day.today"), found(LOOKED_UP, "return texts.of(\"day.today\");"));
        assertEquals(Set.of("a.b"), found(LOOKED_UP, "texts().of(\n    \"a.b\", 3)"));
        assertEquals(Set.of(), found(LOOKED_UP, "texts.of(\"lock.\" + lock)"));
    }

    private static Set<String> keys(Properties words) {
        return new TreeSet<>(words.stringPropertyNames());
    }

    private static Set<String> placeholders(String pattern) {
        return found(PLACEHOLDER, pattern);
    }

    private static Set<String> found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        Set<String> found = new TreeSet<>();
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
