package dev.chatp2p.desktop.settings;

/** What the page of the settings is divided into. */
public enum SettingsSection {
    APPEARANCE,
    NOTIFICATIONS,
    GREETING,
    PRIVACY,
    LANGUAGE,
    NETWORK,
    IDENTITY,
    ABOUT
}
