package io.anyport.junit.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An invocation that a function is to be handed: an event, and what the platform tells with it. Immutable. */
public final class InvokeRequest {

    /** The time that a function has unless it is said otherwise. */
    public static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final String TRACE = "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=1";

    private final byte[] event;
    private final @Nullable String id;
    private final Duration timeout;
    private final boolean isPulled;
    private final Map<String, String> fields;

    private InvokeRequest(
            byte[] event, @Nullable String id, Duration timeout, boolean isPulled, Map<String, String> fields) {
        this.event = event;
        this.id = id;
        this.timeout = timeout;
        this.isPulled = isPulled;
        this.fields = fields;
    }

    /**
     * An invocation with an event.
     *
     * @param event the bytes, as the function gets them; not copied
     * @return the invocation, with a random id, {@link #TIMEOUT} and a trace
     */
    public static InvokeRequest of(byte[] event) {
        var fields = Map.of(
                "Content-Type",
                "application/json",
                "Lambda-Runtime-Invoked-Function-Arn",
                FunctionCommand.ARN,
                "Lambda-Runtime-Trace-Id",
                TRACE);
        return new InvokeRequest(Objects.requireNonNull(event, "event"), null, TIMEOUT, false, fields);
    }

    /**
     * An invocation with an event.
     *
     * @param event the text, such as JSON
     * @return the invocation, with a random id, {@link #TIMEOUT} and a trace
     */
    public static InvokeRequest of(String event) {
        return of(event.getBytes(UTF_8));
    }

    /**
     * A copy with an id.
     *
     * @param requestId {@code Lambda-Runtime-Aws-Request-Id}; on AWS a UUID
     * @return the copy
     */
    public InvokeRequest withId(String requestId) {
        if (requestId.isEmpty() || !requestId.matches("[!-~&&[^/?#%]]+")) {
            throw new IllegalArgumentException("requestId must be visible ASCII that needs no escape in a path");
        }
        return new InvokeRequest(event, requestId, timeout, isPulled, fields);
    }

    /**
     * A copy with another time.
     *
     * @param time from when it is handed out to {@code Lambda-Runtime-Deadline-Ms}; nothing is ended by it
     * @return the copy
     */
    public InvokeRequest withTimeout(Duration time) {
        return new InvokeRequest(event, id, Objects.requireNonNull(time, "time"), isPulled, fields);
    }

    /**
     * A copy with another trace.
     *
     * @param trace {@code Lambda-Runtime-Trace-Id}; empty for none
     * @return the copy
     */
    public InvokeRequest withTrace(String trace) {
        return withField("Lambda-Runtime-Trace-Id", trace);
    }

    /**
     * A copy of a mobile client's invocation.
     *
     * @param json {@code Lambda-Runtime-Client-Context}
     * @return the copy
     */
    public InvokeRequest withClientContext(String json) {
        return withField("Lambda-Runtime-Client-Context", json);
    }

    /**
     * A copy of an invocation with credentials of Amazon Cognito.
     *
     * @param json {@code Lambda-Runtime-Cognito-Identity}
     * @return the copy
     */
    public InvokeRequest withCognitoIdentity(String json) {
        return withField("Lambda-Runtime-Cognito-Identity", json);
    }

    /**
     * A copy with a field of the answer to {@code invocation/next}.
     *
     * @param name such as {@code Lambda-Runtime-Invoked-Function-Arn}; one of the same name is replaced
     * @param value of one line; empty for no such field
     * @return the copy
     */
    public InvokeRequest withField(String name, String value) {
        if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0 || !name.matches("[A-Za-z0-9-]+")) {
            throw new IllegalArgumentException("name must be a token, and value one line");
        }
        var more = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(fields);
        more.put(name, value);
        more.values().removeIf(String::isEmpty);
        return new InvokeRequest(event, id, timeout, isPulled, Collections.unmodifiableMap(more));
    }

    /**
     * A copy whose answer is taken from the connection only as fast as somebody reads {@link Invoked#stream}: what the function writes
     * has to wait, as soon as the buffers of the two sockets are full.
     *
     * @return the copy
     */
    public InvokeRequest pulled() {
        return new InvokeRequest(event, id, timeout, true, fields);
    }

    byte[] event() {
        return event;
    }

    String id() {
        return id == null ? UUID.randomUUID().toString() : id;
    }

    boolean isPulled() {
        return isPulled;
    }

    Map<String, String> fields() {
        return fields;
    }

    long deadline() {
        return System.currentTimeMillis() + timeout.toMillis();
    }
}
