/** JSON (RFC 8259) as tokens, for adapters: few classes, since each of them is a part of every cold start. */
@NullMarked
package io.anyport.json;

import org.jspecify.annotations.NullMarked;
