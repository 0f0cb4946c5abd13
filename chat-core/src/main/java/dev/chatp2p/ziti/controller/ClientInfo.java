package dev.chatp2p.ziti.controller;

/**
 * What the controller is told about this program at log-in; administrators see it.
 *
 * @param appId name of the application
 * @param appVersion its version
 */
public record ClientInfo(String appId, String appVersion) {}
