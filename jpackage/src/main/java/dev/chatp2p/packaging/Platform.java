package dev.chatp2p.packaging;

import java.util.List;
import java.util.Locale;

/** A system there are installers for. */
enum Platform {
    LINUX,
    WINDOWS,
    MACOS;

    /** @throws IllegalArgumentException if there are no installers for this computer's system */
    static Platform ofThisComputer() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (os.startsWith("linux")) {
            return LINUX;
        }
        if (os.startsWith("windows")) {
            return WINDOWS;
        }
        if (os.startsWith("mac")) {
            return MACOS;
        }
        throw new IllegalArgumentException("There is no installer for " + os);
    }

    /** The types of jpackage. */
    List<String> installers() {
        return switch (this) {
            case LINUX -> List.of("deb", "rpm");
            case WINDOWS -> List.of("msi");
            case MACOS -> List.of("dmg");
        };
    }

    String iconEnding() {
        return switch (this) {
            case LINUX -> ".png";
            case WINDOWS -> ".ico";
            case MACOS -> ".icns";
        };
    }

    /** The folder of a jar that has the libraries for this system. */
    String nativeFolder() {
        return switch (this) {
            case LINUX -> "Linux";
            case WINDOWS -> "Windows";
            case MACOS -> "Mac";
        };
    }
}
