package io.anyport.lambda.runtime;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the platform tells of an invocation. Immutable. */
final class LoopContext implements Context {

    private final Answer event;
    private final long deadline;

    LoopContext(Answer event) {
        this.event = event;
        this.deadline = millis(event.field("Lambda-Runtime-Deadline-Ms"));
    }

    /** An unreadable deadline is none. */
    private static long millis(@Nullable String text) {
        try {
            return text == null ? Long.MAX_VALUE : Long.parseLong(text);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    @Override
    public String getAwsRequestId() {
        return Objects.requireNonNullElse(event.field("Lambda-Runtime-Aws-Request-Id"), "");
    }

    @Override
    public int getRemainingTimeInMillis() {
        long remaining = deadline == Long.MAX_VALUE ? Integer.MAX_VALUE : deadline - System.currentTimeMillis();
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, remaining));
    }

    @Override
    public String getInvokedFunctionArn() {
        return Objects.requireNonNullElse(event.field("Lambda-Runtime-Invoked-Function-Arn"), "");
    }

    @Override
    public @Nullable String getXrayTraceId() {
        return event.field("Lambda-Runtime-Trace-Id");
    }

    @Override
    public String getLogGroupName() {
        return variable("AWS_LAMBDA_LOG_GROUP_NAME");
    }

    @Override
    public String getLogStreamName() {
        return variable("AWS_LAMBDA_LOG_STREAM_NAME");
    }

    @Override
    public String getFunctionName() {
        return variable("AWS_LAMBDA_FUNCTION_NAME");
    }

    @Override
    public String getFunctionVersion() {
        return variable("AWS_LAMBDA_FUNCTION_VERSION");
    }

    @Override
    public int getMemoryLimitInMB() {
        String megabytes = variable("AWS_LAMBDA_FUNCTION_MEMORY_SIZE");
        return megabytes.matches("[0-9]{1,9}") ? Integer.parseInt(megabytes) : 0;
    }

    private static String variable(String name) {
        return Objects.requireNonNullElse(System.getenv(name), "");
    }

    /** Not understood, as an application behind a front door never has one. */
    @Override
    public @Nullable CognitoIdentity getIdentity() {
        return null;
    }

    @Override
    public @Nullable ClientContext getClientContext() {
        return CallerClient.of(event.field("Lambda-Runtime-Client-Context"));
    }

    @Override
    public LambdaLogger getLogger() {
        return StandardOutput.LOGGER;
    }

    /** Loaded when somebody logs. */
    private static final class StandardOutput {
        static final LambdaLogger LOGGER = new LambdaLogger() {
            @Override
            public void log(String message) {
                System.out.print(message);
            }

            @Override
            public void log(byte[] message) {
                System.out.writeBytes(message);
            }
        };
    }
}
