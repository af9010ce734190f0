package io.anyport.event;

import io.anyport.Invocation;
import io.anyport.http.Body;
import io.anyport.http.Headers;
import io.anyport.http.Query;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Something that a WebSocket brings: that it connects, a message, or that it is gone. Immutable, and thread-safe.
 *
 * @param kind what it brings
 * @param route by which logic is bound: {@code $connect}, {@code $disconnect}, {@code $default}, or a key of the API's own
 * @param connection the id of the connection
 * @param callback the URL below which the connection can be written to and closed; empty if there is none
 * @param headers of the request that connects; empty afterwards
 * @param query of the request that connects; empty afterwards
 * @param body what a message carries; empty otherwise
 * @param closeCode why the connection is gone (RFC 6455, 7.4), if that is known
 * @param invocation what brought it, with the caller that an authorizer has let in
 */
public record SocketFrame(
        Kind kind,
        String route,
        String connection,
        String callback,
        Headers headers,
        Query query,
        Body body,
        OptionalInt closeCode,
        Invocation invocation) {

    /** The key of frames that connect. */
    public static final String CONNECT = "$connect";

    /** The key of frames that are the last of their connection. */
    public static final String DISCONNECT = "$disconnect";

    /** The key of messages that no other key is for. */
    public static final String DEFAULT = "$default";

    /** What a frame brings. */
    public enum Kind {
        /** A client wants to connect, and is connected unless it is refused. */
        CONNECT,
        /** A message of a client. */
        MESSAGE,
        /** The connection is gone. */
        DISCONNECT;

        /** {@return the kind in lower case, as it stands in errors and logs} */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Refuses nulls.
     *
     * @param kind what it brings
     * @param route by which logic is bound
     * @param connection the id of the connection
     * @param callback where the connection can be written to
     * @param headers of the request that connects
     * @param query of the request that connects
     * @param body what a message carries; empty otherwise
     * @param closeCode why the connection is gone
     * @param invocation what brought it
     */
    public SocketFrame {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(route, "route");
        Objects.requireNonNull(connection, "connection");
        Objects.requireNonNull(callback, "callback");
        Objects.requireNonNull(body, "body");
    }

    /**
     * A connection as a test makes it.
     *
     * @param connection the id of the connection
     * @return a frame without headers and a query
     */
    public static SocketFrame connect(String connection) {
        return of(Kind.CONNECT, CONNECT, connection, "");
    }

    /**
     * A message as a test makes it.
     *
     * @param connection the id of the connection
     * @param route the key of the message
     * @param text what it carries
     * @return the message
     */
    public static SocketFrame message(String connection, String route, String text) {
        return of(Kind.MESSAGE, route, connection, text);
    }

    /**
     * The end of a connection as a test makes it.
     *
     * @param connection the id of the connection
     * @return a frame that does not know why
     */
    public static SocketFrame disconnect(String connection) {
        return of(Kind.DISCONNECT, DISCONNECT, connection, "");
    }

    private static SocketFrame of(Kind kind, String route, String connection, String text) {
        return new SocketFrame(
                kind,
                route,
                connection,
                "",
                Headers.EMPTY,
                Query.EMPTY,
                Body.of(text),
                OptionalInt.empty(),
                Invocation.local());
    }

    /**
     * A copy with headers, and a query, as a client sends them that connects.
     *
     * @param fields the headers
     * @param parameters the query
     * @return the copy
     */
    public SocketFrame with(Headers fields, Query parameters) {
        return new SocketFrame(kind, route, connection, callback, fields, parameters, body, closeCode, invocation);
    }

    /**
     * A copy with what brought it.
     *
     * @param other what brought it
     * @return the copy
     */
    public SocketFrame withInvocation(Invocation other) {
        return new SocketFrame(kind, route, connection, callback, headers, query, body, closeCode, other);
    }

    /** {@return the kind and the key} */
    @Override
    public String toString() {
        return "socket " + kind + " " + route;
    }
}
