/** A runtime for functions, in place of AWS's own: for the managed runtimes, for container images and custom runtimes. */
@NullMarked
package io.anyport.lambda.runtime;

import org.jspecify.annotations.NullMarked;
