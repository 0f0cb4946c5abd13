/** What the REST APIs of a controller have in common: bounded HTTPS, JSON, and the form of its refusals. */
@NullMarked
package dev.chatp2p.ziti.rest;

import org.jspecify.annotations.NullMarked;
