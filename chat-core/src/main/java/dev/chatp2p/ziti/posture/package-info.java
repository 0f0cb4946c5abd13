/** Posture checks: what a network wants to know about this computer, what it is told, and what people are told when it fails. */
@NullMarked
package dev.chatp2p.ziti.posture;

import org.jspecify.annotations.NullMarked;
