package dev.chatp2p.setup.plan;

import java.nio.file.Path;

/**
 * An invitation that is on the disk.
 *
 * @param person whom it is for; foreign text
 * @param file to hand to that person, and to nobody else
 */
public record InvitationFile(String person, Path file) {}
