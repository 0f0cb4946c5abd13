package dev.chatp2p.packaging;

import java.util.ArrayList;
import java.util.List;

/**
 * Composes the command lines of jlink and jpackage, for any of the systems; only those of the own system can be run.
 *
 * @param properties what the installers share
 * @param platform for which system
 * @param layout where everything is
 */
record Commands(PackageProperties properties, Platform platform, Layout layout) {

    List<String> jlink() {
        return List.of(
                "jlink",
                "--module-path",
                layout.modules().toString(),
                "--add-modules",
                properties.get("modules"),
                "--include-locales=" + properties.get("locales"),
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                // The installer compresses better, and what is not compressed twice starts faster.
                "--compress",
                "zip-0",
                "--output",
                layout.runtime().toString());
    }

    List<String> appImage(String mainJar) {
        List<String> command = new ArrayList<>(List.of("jpackage", "--type", "app-image"));
        command.addAll(identity());
        command.addAll(List.of(
                "--input", layout.input().toString(),
                "--main-jar", mainJar,
                "--main-class", properties.get("main.class"),
                "--runtime-image", layout.runtime().toString(),
                "--dest", layout.images().toString()));
        properties.javaOptions().forEach(option -> command.addAll(List.of("--java-options", option)));
        if (platform == Platform.MACOS) {
            command.addAll(List.of(
                    "--mac-package-identifier",
                    properties.get("macos.bundle.id"),
                    "--mac-package-name",
                    properties.get("title"),
                    "--mac-app-category",
                    properties.get("macos.category"),
                    "--mac-entitlements",
                    layout.folder("macos").resolve("entitlements.plist").toString(),
                    "--file-associations",
                    layout.fileAssociation().toString()));
        }
        return command;
    }

    /** @param type one of the {@linkplain Platform#installers installers} of the system */
    List<String> installer(String type) {
        List<String> command = new ArrayList<>(List.of("jpackage", "--type", type));
        command.addAll(identity());
        command.addAll(List.of(
                "--app-image",
                layout.image(platform, properties.name()).toString(),
                "--dest",
                layout.installers().toString()));
        command.addAll(
                switch (type) {
                    case "deb" ->
                        List.of(
                                "--linux-package-name", properties.name(),
                                "--linux-app-category", properties.get("linux.section"),
                                "--linux-deb-maintainer", properties.get("maintainer"),
                                "--linux-package-deps", properties.get("linux.deb.depends"),
                                "--resource-dir", layout.resources().toString());
                    case "rpm" ->
                        List.of(
                                "--linux-package-name", properties.name(),
                                "--linux-package-deps", properties.get("linux.rpm.requires"),
                                "--resource-dir", layout.resources().toString());
                    case "msi" ->
                        List.of(
                                "--win-per-user-install",
                                "--win-upgrade-uuid",
                                properties.get("windows.upgrade.uuid"),
                                "--win-menu",
                                "--win-menu-group",
                                properties.get("windows.menu.group"),
                                "--win-shortcut",
                                "--win-shortcut-prompt",
                                "--win-dir-chooser",
                                "--file-associations",
                                layout.fileAssociation().toString());
                    // The image has the bundle's name, types and entitlements already.
                    case "dmg" -> List.of("--mac-package-identifier", properties.get("macos.bundle.id"));
                    default -> throw new IllegalArgumentException("There is no installer " + type);
                });
        return command;
    }

    private List<String> identity() {
        return List.of(
                "--name", properties.name(),
                "--app-version", appVersion(),
                "--vendor", properties.get("vendor"),
                "--description", properties.get("summary"),
                "--copyright", properties.get("copyright"),
                "--icon", layout.icon(platform).toString());
    }

    /** macOS knows no versions that begin with 0: 0.1.0 is 1.1.0 there. */
    private String appVersion() {
        String version = properties.version();
        return platform == Platform.MACOS && version.startsWith("0.") ? "1" + version.substring(1) : version;
    }
}
