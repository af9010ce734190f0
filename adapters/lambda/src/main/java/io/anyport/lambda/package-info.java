/**
 * An application as an AWS Lambda function: {@link io.anyport.lambda.LambdaHandler} is all that a function has to know. Events are read
 * with Jackson's streaming parser; there are no classes for them, and nothing is bound.
 */
@NullMarked
package io.anyport.lambda;

import org.jspecify.annotations.NullMarked;
