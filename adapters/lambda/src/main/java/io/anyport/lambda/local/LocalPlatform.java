package io.anyport.lambda.local;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import io.anyport.Invocation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the platform would say of an invocation. */
final class LocalPlatform implements Context, LambdaLogger {

    /** What an HTTP API waits for a function. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final String id = UUID.randomUUID().toString();
    private final long end;

    private LocalPlatform(Duration remaining) {
        end = System.nanoTime() + remaining.toNanos();
    }

    static LocalPlatform of(Invocation client) {
        return new LocalPlatform(client.remaining().orElse(TIMEOUT));
    }

    @Override
    public String getAwsRequestId() {
        return id;
    }

    @Override
    public int getRemainingTimeInMillis() {
        return (int) Duration.ofNanos(end - System.nanoTime()).toMillis();
    }

    @Override
    public String getLogGroupName() {
        return "/aws/lambda/" + getFunctionName();
    }

    @Override
    public String getLogStreamName() {
        return getFunctionName();
    }

    @Override
    public String getFunctionName() {
        return "local";
    }

    @Override
    public String getFunctionVersion() {
        return "$LATEST";
    }

    @Override
    public String getInvokedFunctionArn() {
        return "arn:aws:lambda:eu-west-1:123456789012:function:" + getFunctionName();
    }

    @Override
    public @Nullable CognitoIdentity getIdentity() {
        return null;
    }

    @Override
    public @Nullable ClientContext getClientContext() {
        return null;
    }

    @Override
    public int getMemoryLimitInMB() {
        return (int) (Runtime.getRuntime().maxMemory() >> 20);
    }

    @Override
    public LambdaLogger getLogger() {
        return this;
    }

    @Override
    public void log(String message) {
        System.getLogger(LocalPlatform.class.getName()).log(System.Logger.Level.INFO, message);
    }

    @Override
    public void log(byte[] message) {
        log(new String(message, StandardCharsets.UTF_8));
    }
}
