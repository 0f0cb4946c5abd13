package dev.chatp2p.packaging;

import java.nio.file.Path;

/**
 * Where the packaging finds and puts things.
 *
 * @param sources the folder jpackage of the project
 * @param target its folder target
 */
record Layout(Path sources, Path target) {

    /** A folder with what only one system needs. */
    Path folder(String name) {
        return sources.resolve(name);
    }

    Path icon(Platform platform) {
        return sources.resolve("icons").resolve("chat-p2p" + platform.iconEnding());
    }

    /** The jars as the build has laid them out. */
    Path jars() {
        return target.resolve("app/lib");
    }

    Path javafx() {
        return target.resolve("app/javafx");
    }

    /** What it is made of, for programs. */
    Path partsList() {
        return target.resolve("bom.json");
    }

    /** Everything this makes. */
    Path work() {
        return target.resolve("package");
    }

    /** JavaFX without its native libraries. */
    Path modules() {
        return work().resolve("modules");
    }

    /** The native libraries of JavaFX. */
    Path libraries() {
        return work().resolve("libraries");
    }

    Path runtime() {
        return work().resolve("runtime");
    }

    /** Where the run time looks for native libraries. */
    Path runtimeLibraries(Platform platform) {
        return runtime().resolve(platform == Platform.WINDOWS ? "bin" : "lib");
    }

    /** The jars without foreign libraries. */
    Path input() {
        return work().resolve("input");
    }

    Path images() {
        return work().resolve("image");
    }

    Path image(Platform platform, String name) {
        return images().resolve(platform == Platform.MACOS ? name + ".app" : name);
    }

    /** Where the image keeps jars and the launcher's configuration. */
    Path appFolder(Platform platform, String name) {
        Path image = image(platform, name);
        return switch (platform) {
            case LINUX -> image.resolve("lib/app");
            case WINDOWS -> image.resolve("app");
            case MACOS -> image.resolve("Contents/app");
        };
    }

    Path launcher(Platform platform, String name) {
        Path image = image(platform, name);
        return switch (platform) {
            case LINUX -> image.resolve("bin").resolve(name);
            case WINDOWS -> image.resolve(name + ".exe");
            case MACOS -> image.resolve("Contents/MacOS").resolve(name);
        };
    }

    Path fileAssociation() {
        return work().resolve("jwt.properties");
    }

    /** Templates that replace those of jpackage. */
    Path resources() {
        return work().resolve("resources");
    }

    /** What a Linux package has besides the image, from {@code /} on. */
    Path linuxTree() {
        return work().resolve("tree");
    }

    Path installers() {
        return work().resolve("installers");
    }
}
