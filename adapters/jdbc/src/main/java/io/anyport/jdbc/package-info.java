/** A store on a relational database. */
@NullMarked
package io.anyport.jdbc;

import org.jspecify.annotations.NullMarked;
