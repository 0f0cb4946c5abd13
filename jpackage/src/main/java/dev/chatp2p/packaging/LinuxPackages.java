package dev.chatp2p.packaging;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * What Linux packages have besides the image: desktop entry, icons, file type, description for software centres, man page, a
 * name on the PATH. They are plain files of the package, so that dpkg and rpm register and remove them by themselves;
 * jpackage's own way is scripts that fail where there is no desktop.
 */
record LinuxPackages(PackageProperties properties, Layout layout, Tools tools) {

    private static final List<Integer> ICON_SIZES = List.of(16, 32, 48, 128, 256, 512);

    /** Lays the files out as they will be below {@code /}. */
    void layOut() throws IOException {
        String id = properties.get("linux.id");
        String name = properties.name();
        fill("application.desktop", "usr/share/applications/" + id + ".desktop");
        fill("metainfo.xml", "usr/share/metainfo/" + id + ".metainfo.xml");
        fill("mime.xml", "usr/share/mime/packages/" + id + ".xml");
        Path icons = layout.folder("icons");
        for (int size : ICON_SIZES) {
            String sized = "usr/share/icons/hicolor/" + size + "x" + size;
            copy(icons.resolve("chat-p2p-" + size + ".png"), sized + "/apps/" + name + ".png");
        }
        copy(icons.resolve("chat-p2p.svg"), "usr/share/icons/hicolor/scalable/apps/" + name + ".svg");
        String documents = "usr/share/doc/" + name;
        copy(layout.target().resolve("licences/THIRD-PARTY.txt"), documents + "/THIRD-PARTY.txt");
        copy(layout.partsList(), documents + "/bom.json");
        Path manual = prepared("usr/share/man/man1/" + name + ".1.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(manual))) {
            out.write(filled("manual.1").getBytes(StandardCharsets.UTF_8));
        }
        Files.createSymbolicLink(prepared("usr/bin/" + name), Path.of("/opt", name, "bin", name));
        spec();
    }

    /** Adds the files to the package that jpackage has made, and packs it for good. */
    void complete(String compressor) throws IOException, InterruptedException {
        Path made;
        try (Stream<Path> packages = Files.list(layout.installers())) {
            made = packages.filter(file -> file.toString().endsWith(".deb"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("jpackage has made no package"));
        }
        Path unpacked = layout.work().resolve("deb");
        tools.run(List.of("dpkg-deb", "--raw-extract", made.toString(), unpacked.toString()), Map.of());
        // They would set up what the files do without them.
        for (String script : List.of("preinst", "postinst", "prerm", "postrm")) {
            Files.deleteIfExists(unpacked.resolve("DEBIAN").resolve(script));
        }
        // Once more, with times: the start-up cache is refused if a jar is newer than when it was made.
        Folders.copy(
                layout.image(Platform.LINUX, properties.name()),
                unpacked.resolve("opt").resolve(properties.name()));
        Folders.copy(layout.linuxTree(), unpacked);
        Files.delete(made);
        tools.run(
                List.of(
                        "dpkg-deb",
                        "--root-owner-group",
                        "-Z" + compressor,
                        "--build",
                        unpacked.toString(),
                        made.toString()),
                Map.of());
        Folders.delete(unpacked);
    }

    /** jpackage's own, but for the files above and for times, which the start-up cache is particular about. */
    private void spec() throws IOException {
        Files.createDirectories(layout.resources());
        Files.writeString(
                layout.resources().resolve(properties.name() + ".spec"),
                filled("package.spec")
                        .replace("${tree}", layout.linuxTree().toString())
                        .replace(
                                "${image}",
                                layout.image(Platform.LINUX, properties.name()).toString()));
    }

    private void fill(String template, String path) throws IOException {
        Files.writeString(prepared(path), filled(template));
    }

    private String filled(String template) throws IOException {
        return properties.fill(Files.readString(layout.folder("linux").resolve(template)));
    }

    private void copy(Path file, String path) throws IOException {
        Files.copy(file, prepared(path));
    }

    private Path prepared(String path) throws IOException {
        Path file = layout.linuxTree().resolve(path);
        Files.createDirectories(file.getParent());
        return file;
    }
}
