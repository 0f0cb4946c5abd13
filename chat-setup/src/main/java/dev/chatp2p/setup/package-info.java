/** What setting up has in common: failures in words. */
@NullMarked
package dev.chatp2p.setup;

import org.jspecify.annotations.NullMarked;
