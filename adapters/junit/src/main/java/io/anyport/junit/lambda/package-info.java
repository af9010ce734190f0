/**
 * AWS Lambda's Runtime API on this machine: what hands invocations to a runtime, and takes its answers. It needs the JDK only, so that
 * a {@code main} can use it as well as a test.
 */
@NullMarked
package io.anyport.junit.lambda;

import org.jspecify.annotations.NullMarked;
