/** What the fuzz tests share: kept inputs, their random mutations, and what an input may cost (docs/hostility.md). */
@NullMarked
package dev.chatp2p.fuzz;

import org.jspecify.annotations.NullMarked;
