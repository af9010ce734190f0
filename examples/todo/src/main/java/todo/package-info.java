/** The todo backend, on every target. */
@NullMarked
package todo;

import org.jspecify.annotations.NullMarked;
