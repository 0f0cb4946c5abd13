/** The administrator's side of a controller: the Edge Management API and whom to trust there. */
@NullMarked
package dev.chatp2p.setup.management;

import org.jspecify.annotations.NullMarked;
