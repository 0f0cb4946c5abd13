package dev.chatp2p.packaging;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** {@code package.properties}: what all installers share. */
final class PackageProperties {

    private final Properties properties = new Properties();
    private final String version;

    private PackageProperties(String version) {
        this.version = version;
    }

    /** @param version the pom's; installers take its numbers only */
    static PackageProperties read(Path file, String version) throws IOException {
        PackageProperties read = new PackageProperties(version.replaceFirst("-.*", ""));
        try (Reader in = Files.newBufferedReader(file)) {
            read.properties.load(in);
        }
        return read;
    }

    /** @throws IllegalArgumentException if it is not there */
    String get(String key) {
        String value = properties.getProperty(key, "").strip();
        if (value.isEmpty()) {
            throw new IllegalArgumentException("package.properties lacks " + key);
        }
        return value;
    }

    String name() {
        return get("name");
    }

    /** Numbers and dots. */
    String version() {
        return version;
    }

    List<String> javaOptions() {
        return List.of(get("java.options").split("\\s+"));
    }

    /** The text with each {@code ${key}} replaced by its value; {@code ${version}} is the version. */
    String fill(String template) {
        String filled = template.replace("${version}", version);
        for (String key : properties.stringPropertyNames()) {
            filled = filled.replace("${" + key + "}", get(key));
        }
        return filled;
    }
}
