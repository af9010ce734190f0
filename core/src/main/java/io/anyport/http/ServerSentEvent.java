package io.anyport.http;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One of the events that a client with an {@code EventSource} gets while the answer goes on (WHATWG HTML Standard, "Server-sent
 * events"). {@link Response#events(java.util.Iterator)} answers with a sequence of them. Immutable.
 *
 * <p>The data is any text; its line breaks, CR, LF or both, arrive as LF. A name or an id with a line break is refused, so that none
 * can begin another field.
 */
public final class ServerSentEvent {

    private static final String LAST_ID = "Last-Event-ID";

    private final @Nullable String comment;
    private final @Nullable String name;
    private final @Nullable String id;
    private final long retry; // in milliseconds, or -1
    private final @Nullable String data;

    private ServerSentEvent(
            @Nullable String comment, @Nullable String name, @Nullable String id, long retry, @Nullable String data) {
        this.comment = comment;
        this.name = name;
        this.id = id;
        this.retry = retry;
        this.data = data;
    }

    /**
     * An event with data.
     *
     * @param data the data, such as a JSON document; may be empty
     * @return the event, which clients know as {@code message}
     */
    public static ServerSentEvent of(String data) {
        return new ServerSentEvent(null, null, null, -1, Objects.requireNonNull(data, "data"));
    }

    /**
     * What no client sees, but keeps a connection from being taken for a dead one, and shows whether the client is still there.
     *
     * @param text any text; may be empty
     * @return the comment
     */
    public static ServerSentEvent comment(String text) {
        return new ServerSentEvent(Objects.requireNonNull(text, "text"), null, null, -1, null);
    }

    /**
     * The id of the last event that a client has got, which a client that connects again tells.
     *
     * @param request the client's request
     * @return empty if the client knows none: it is to get all events from now on
     */
    public static Optional<String> lastId(Request request) {
        return request.header(LAST_ID).filter(id -> !id.isEmpty());
    }

    /**
     * A copy with a name, by which clients listen to some events only.
     *
     * @param other the name, without line breaks
     * @return the copy
     * @throws IllegalArgumentException if there is a line break in it
     */
    public ServerSentEvent withName(String other) {
        return new ServerSentEvent(comment, checked("name", other), id, retry, data);
    }

    /**
     * A copy with an id, which a client that connects again tells as {@link #lastId}.
     *
     * @param other the id: printable ASCII, since it comes back in a header field; empty makes the client forget the last one
     * @return the copy
     * @throws IllegalArgumentException if there is another character in it
     */
    public ServerSentEvent withId(String other) {
        for (int i = 0; i < other.length(); i++) {
            if (other.charAt(i) < ' ' || other.charAt(i) >= 0x7f) {
                throw new IllegalArgumentException("id must be printable ASCII, has the character U+"
                        + Integer.toHexString(other.charAt(i)) + " at " + i + " of " + other.length());
            }
        }
        return new ServerSentEvent(comment, name, other, retry, data);
    }

    /**
     * A copy that tells the client how long to wait before it connects again.
     *
     * @param time not negative; sent in milliseconds
     * @return the copy
     * @throws IllegalArgumentException if the time is negative
     */
    public ServerSentEvent withRetry(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("time must be >= 0, is " + time);
        }
        return new ServerSentEvent(comment, name, id, time.toMillis(), data);
    }

    private static String checked(String what, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\n' || text.charAt(i) == '\r') {
                throw new IllegalArgumentException(
                        what + " must not have a line break, has one at " + i + " of " + text.length());
            }
        }
        return text;
    }

    /** {@return the event as it is sent, in the format {@code text/event-stream}} */
    public String text() {
        var text = new StringBuilder((data == null ? 0 : data.length()) + 64);
        if (comment != null) {
            appendLines("", comment, text);
        }
        if (name != null) {
            appendLine("event", name, text);
        }
        if (id != null) {
            appendLine("id", id, text);
        }
        if (retry >= 0) {
            text.append("retry: ").append(retry).append('\n');
        }
        if (data != null) {
            appendLines("data", data, text);
        }
        return text.append('\n').toString();
    }

    private static void appendLine(String field, String value, StringBuilder text) {
        text.append(field)
                .append(": ")
                .append(value)
                .append('\n'); // a space that stands there already is kept this way
    }

    private static void appendLines(String field, String value, StringBuilder text) {
        int start = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\n' || c == '\r') {
                appendLine(field, value.substring(start, i), text);
                boolean isPair = c == '\r' && i + 1 < value.length() && value.charAt(i + 1) == '\n';
                i += isPair ? 1 : 0;
                start = i + 1;
            }
        }
        appendLine(field, value.substring(start), text);
    }

    /** Equal are those that are sent alike. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ServerSentEvent that && text().equals(that.text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    /** {@return the name and the length, since the data may be secret} */
    @Override
    public String toString() {
        return "ServerSentEvent[" + (name == null ? "message" : name) + ", " + (data == null ? 0 : data.length()) + "]";
    }
}
