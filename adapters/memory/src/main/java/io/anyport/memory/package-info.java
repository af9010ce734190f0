/** Stores in memory, for tests and for trying things out. */
@NullMarked
package io.anyport.memory;

import org.jspecify.annotations.NullMarked;
