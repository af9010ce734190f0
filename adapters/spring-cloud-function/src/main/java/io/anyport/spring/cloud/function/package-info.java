/**
 * An application as a function bean, which {@code spring-cloud-function-adapter-aws} runs as an AWS Lambda function. A bean of type
 * {@link io.anyport.App} is all that has to be there; the function's handler is
 * {@code org.springframework.cloud.function.adapter.aws.FunctionInvoker::handleRequest}.
 */
@NullMarked
package io.anyport.spring.cloud.function;

import org.jspecify.annotations.NullMarked;
