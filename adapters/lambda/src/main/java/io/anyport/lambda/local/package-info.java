/** What AWS does between a client and a function, on this machine and without a network: for tests, and for trying things out. */
@NullMarked
package io.anyport.lambda.local;

import org.jspecify.annotations.NullMarked;
