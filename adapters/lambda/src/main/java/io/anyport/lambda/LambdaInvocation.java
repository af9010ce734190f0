package io.anyport.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import io.anyport.Invocation;
import io.anyport.http.Headers;
import io.anyport.http.TraceContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What brought a request: what the event says of it, and what the platform knows besides. */
final class LambdaInvocation {

    /** What is kept for the answer to get out before the platform ends the function. */
    private static final int MARGIN_MILLIS = 100;

    private LambdaInvocation() {}

    /**
     * The invocation.
     *
     * @param target the kind of front door
     * @param platform what Lambda knows; null in a test that has no platform
     */
    static Invocation of(String target, Envelope event, Headers headers, @Nullable Context platform) {
        var invocation = identified(Invocation.of(target), event, platform);
        if (event.sourceIp != null && isAddress(event.sourceIp)) {
            invocation = invocation.withClientAddress(event.sourceIp);
        }
        if (event.stage != null && Stage.isNamed(event.stage)) {
            invocation = invocation.withStage(event.stage);
        }
        if (event.caller != null) {
            invocation = invocation.withCaller(event.caller);
        }
        String trace = trace(headers, platform);
        if (trace != null) {
            invocation = invocation.withTrace(trace);
        }
        return platform == null ? invocation : within(platform.getRemainingTimeInMillis(), invocation);
    }

    /** A platform that gives no time knows none: it would have ended the function. */
    private static Invocation within(int millis, Invocation invocation) {
        return millis <= 0 ? invocation : invocation.within(Duration.ofMillis(millis - MARGIN_MILLIS));
    }

    /** The platform's id is the one in its logs; one that is not fit for logs is passed over. */
    private static Invocation identified(Invocation invocation, Envelope event, @Nullable Context platform) {
        String id = platform == null ? null : platform.getAwsRequestId();
        String known = id == null || id.isEmpty() ? event.requestId : id;
        try {
            return known == null ? invocation : invocation.withId(known);
        } catch (IllegalArgumentException unfit) {
            return invocation;
        }
    }

    /** What a console or a client makes up is none. */
    private static boolean isAddress(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80 || (c != ':' && c != '.' && Character.digit(c, 16) < 0)) {
                return false;
            }
        }
        return !text.isEmpty() && text.length() < 46;
    }

    /** What came with the request goes before the function's own: it is the trace that began at the client. */
    private static @Nullable String trace(Headers headers, @Nullable Context platform) {
        String received = headers.first("traceparent").orElse("");
        if (received.isEmpty() || TraceContext.parse(received).isEmpty()) {
            received = headers.first("x-amzn-trace-id").orElse(null);
        }
        if (received == null && platform != null) {
            received = platform.getXrayTraceId();
        }
        return received == null ? System.getenv("_X_AMZN_TRACE_ID") : received;
    }
}
