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
        this.deadline = number(event.field("Lambda-Runtime-Deadline-Ms"));
    }

    /** An unreadable number is none. */
    private static long number(@Nullable String text) {
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
        long number = number(megabytes);
        return number < 0 || number > Integer.MAX_VALUE ? 0 : (int) number;
    }

    private static String variable(String name) {
        return Objects.requireNonNullElse(System.getenv(name), "");
    }

    @Override
    public @Nullable CognitoIdentity getIdentity() {
        return ClientFields.identity(event.field("Lambda-Runtime-Cognito-Identity"));
    }

    @Override
    public @Nullable ClientContext getClientContext() {
        return ClientFields.context(event.field("Lambda-Runtime-Client-Context"));
    }

    @Override
    public @Nullable String getTenantId() {
        return event.field("Lambda-Runtime-Aws-Tenant-Id");
    }

    @Override
    public LambdaLogger getLogger() {
        return new FunctionLogger(System.out, System.getenv(), getAwsRequestId(), getTenantId());
    }
}
