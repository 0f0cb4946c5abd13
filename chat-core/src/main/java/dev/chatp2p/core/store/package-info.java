/** What lasts: conversations, contacts and settings of one identity, in one SQLite file ({@code docs/history.md}). */
@NullMarked
package dev.chatp2p.core.store;

import org.jspecify.annotations.NullMarked;
