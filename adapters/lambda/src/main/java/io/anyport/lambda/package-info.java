/** An application as an AWS Lambda function. */
@NullMarked
package io.anyport.lambda;

import org.jspecify.annotations.NullMarked;
