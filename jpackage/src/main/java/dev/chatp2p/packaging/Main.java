package dev.chatp2p.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Makes the installers of this computer's system from the jars the build has laid out: a run time with jlink, an image with
 * jpackage, the start-up cache by a run of it, then the installers.
 *
 * <p>Arguments: the folder jpackage, the version, how a .deb is compressed (dpkg-deb's -Z), and which installers (all, deb,
 * rpm, msi, dmg or none).
 */
public final class Main {

    private final Commands commands;
    private final Platform platform;
    private final PackageProperties properties;
    private final Layout layout;
    private final Tools tools = new Tools();

    private Main(Platform platform, PackageProperties properties, Layout layout) {
        this.commands = new Commands(properties, platform, layout);
        this.platform = platform;
        this.properties = properties;
        this.layout = layout;
    }

    /** Ends with exit code 1 and a sentence if something is missing or fails. */
    public static void main(String[] args) throws InterruptedException {
        try {
            Path sources = Path.of(args[0]).toAbsolutePath();
            Main packaging = new Main(
                    Platform.ofThisComputer(),
                    PackageProperties.read(sources.resolve("package.properties"), args[1]),
                    new Layout(sources, sources.resolve("target")));
            packaging.requirePrograms(args[3]);
            packaging.requirePartsList();
            packaging.image();
            packaging.installers(args[2], args[3]);
        } catch (IOException | IllegalArgumentException e) {
            System.err.println("The packaging stopped: " + e.getMessage());
            System.exit(1);
        }
    }

    /** All that is missing is told at once, before anything is made. */
    private void requirePrograms(String wanted) throws IOException {
        Map<String, String> packages = new TreeMap<>();
        if (platform == Platform.LINUX) {
            packages.putAll(
                    Map.of("objcopy", "binutils", "xvfb-run", "xvfb", "xauth", "xauth", "fakeroot", "fakeroot"));
            if (wanted.equals("deb")) {
                packages.put("dpkg-deb", "dpkg");
            } else if (wanted.equals("rpm")) {
                packages.put("rpmbuild", "rpm");
            }
        }
        packages.keySet().removeIf(Tools::has);
        if (!packages.isEmpty()) {
            throw new IOException("programs are missing: " + String.join(", ", packages.keySet())
                    + ". On Debian: sudo apt-get install " + String.join(" ", packages.values()));
        }
    }

    private void requirePartsList() throws IOException {
        new PartsList(layout.partsList()).requireAllOf(layout.jars(), layout.javafx());
    }

    private void image() throws IOException, InterruptedException {
        Folders.delete(layout.work());
        Files.createDirectories(layout.work());
        SlimJars slim = new SlimJars(platform, System.getProperty("os.arch", ""));
        slim.copyAll(layout.jars(), layout.input(), layout.input());
        slim.copyAll(layout.javafx(), layout.modules(), layout.libraries());
        Files.writeString(
                layout.fileAssociation(),
                properties.fill(Files.readString(layout.sources().resolve("file-association.properties"))));
        tools.jdk(commands.jlink());
        // Libraries in a linked module are resources: JavaFX would unpack them into the user's home.
        Folders.copy(layout.libraries(), layout.runtimeLibraries(platform));
        tools.jdk(commands.appImage(mainJar()));
        if (platform == Platform.LINUX) {
            new LinuxLauncher(layout, properties.name()).replace();
        }
        new StartCache(platform, layout, properties.name()).train(tools);
    }

    private String mainJar() throws IOException {
        try (Stream<Path> jars = Files.list(layout.input())) {
            return jars.map(jar ->
                            Optional.ofNullable(jar.getFileName()).orElse(jar).toString())
                    .filter(name -> name.startsWith("chat-desktop-"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("There is no chat-desktop among the jars"));
        }
    }

    private void installers(String compressor, String wanted) throws IOException, InterruptedException {
        LinuxPackages linux = new LinuxPackages(properties, layout, tools);
        if (platform == Platform.LINUX) {
            linux.layOut();
        }
        List<String> types = platform.installers().stream()
                .filter(type -> wanted.equals("all") || wanted.equals(type))
                .toList();
        for (String type : types) {
            String maker = type.equals("deb") ? "dpkg-deb" : "rpmbuild";
            if (platform == Platform.LINUX && !Tools.has(maker)) {
                System.out.println("There is no " + maker + ", so no ." + type + " is made.");
                continue;
            }
            tools.jdk(commands.installer(type));
            if (type.equals("deb")) {
                linux.complete(compressor);
            }
        }
    }
}
