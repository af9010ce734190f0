package io.anyport.lambda.runtime;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The logger of an invocation, which does what AWS's runtime client does: text as it is, or a line of JSON if {@code
 * AWS_LAMBDA_LOG_FORMAT} is {@code JSON}; nothing below {@code AWS_LAMBDA_LOG_LEVEL} that says its level. Thread-safe.
 */
final class FunctionLogger implements LambdaLogger {

    private final PrintStream out;
    private final boolean isJson;
    private final LogLevel least;
    private final String requestId;
    private final @Nullable String tenantId;

    FunctionLogger(PrintStream out, Map<String, String> environment, String requestId, @Nullable String tenantId) {
        this.out = out;
        this.isJson = "JSON".equalsIgnoreCase(environment.get("AWS_LAMBDA_LOG_FORMAT"));
        this.least = level(environment.getOrDefault("AWS_LAMBDA_LOG_LEVEL", ""));
        this.requestId = requestId;
        this.tenantId = tenantId;
    }

    /** An unknown level is none. */
    private static LogLevel level(String name) {
        for (var level : LogLevel.values()) {
            if (level.name().equals(name.toUpperCase(Locale.ROOT))) {
                return level;
            }
        }
        return LogLevel.UNDEFINED;
    }

    @Override
    public void log(String message) {
        log(message, LogLevel.UNDEFINED);
    }

    @Override
    public void log(byte[] message) {
        log(message, LogLevel.UNDEFINED);
    }

    @Override
    public void log(String message, LogLevel level) {
        if (isLogged(level)) {
            out.writeBytes((isJson ? json(message, level) : text(message, level)).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Bytes are nobody's business but the caller's. */
    @Override
    public void log(byte[] message, LogLevel level) {
        if (isLogged(level)) {
            out.writeBytes(message);
        }
    }

    private boolean isLogged(LogLevel level) {
        return level == LogLevel.UNDEFINED || level.compareTo(least) >= 0;
    }

    private static String text(String message, LogLevel level) {
        return level == LogLevel.UNDEFINED ? message : "[" + level + "] " + message;
    }

    private String json(String message, LogLevel level) {
        var json = new StringBuilder(message.length() + 200).append("{\"timestamp\":\"");
        json.append(Instant.now().truncatedTo(ChronoUnit.MILLIS)).append("\",\"message\":");
        ErrorReport.text(message, Integer.MAX_VALUE, json);
        json.append(",\"level\":\"").append(level).append("\",\"AWSRequestId\":");
        ErrorReport.text(requestId, Integer.MAX_VALUE, json);
        if (tenantId != null) {
            json.append(",\"tenantId\":");
            ErrorReport.text(tenantId, Integer.MAX_VALUE, json);
        }
        return json.append("}\n").toString();
    }
}
