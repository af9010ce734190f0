package io.anyport.http;

import org.jspecify.annotations.Nullable;

/**
 * A status code (RFC 9110, section 15). There is one object per code, so that codes can be compared with {@code ==}.
 */
public final class Status {

    private static final @Nullable Status[] ALL = new Status[600];

    /** 200 OK. */
    public static final Status OK = named(200, "OK");

    /** 201 Created. */
    public static final Status CREATED = named(201, "Created");

    /** 202 Accepted. */
    public static final Status ACCEPTED = named(202, "Accepted");

    /** 204 No Content. */
    public static final Status NO_CONTENT = named(204, "No Content");

    /** 206 Partial Content. */
    public static final Status PARTIAL_CONTENT = named(206, "Partial Content");

    /** 301 Moved Permanently. */
    public static final Status MOVED_PERMANENTLY = named(301, "Moved Permanently");

    /** 302 Found. */
    public static final Status FOUND = named(302, "Found");

    /** 303 See Other. */
    public static final Status SEE_OTHER = named(303, "See Other");

    /** 304 Not Modified. */
    public static final Status NOT_MODIFIED = named(304, "Not Modified");

    /** 307 Temporary Redirect. */
    public static final Status TEMPORARY_REDIRECT = named(307, "Temporary Redirect");

    /** 308 Permanent Redirect. */
    public static final Status PERMANENT_REDIRECT = named(308, "Permanent Redirect");

    /** 400 Bad Request. */
    public static final Status BAD_REQUEST = named(400, "Bad Request");

    /** 401 Unauthorized. */
    public static final Status UNAUTHORIZED = named(401, "Unauthorized");

    /** 403 Forbidden. */
    public static final Status FORBIDDEN = named(403, "Forbidden");

    /** 404 Not Found. */
    public static final Status NOT_FOUND = named(404, "Not Found");

    /** 405 Method Not Allowed. */
    public static final Status METHOD_NOT_ALLOWED = named(405, "Method Not Allowed");

    /** 406 Not Acceptable. */
    public static final Status NOT_ACCEPTABLE = named(406, "Not Acceptable");

    /** 408 Request Timeout. */
    public static final Status REQUEST_TIMEOUT = named(408, "Request Timeout");

    /** 409 Conflict. */
    public static final Status CONFLICT = named(409, "Conflict");

    /** 410 Gone. */
    public static final Status GONE = named(410, "Gone");

    /** 411 Length Required. */
    public static final Status LENGTH_REQUIRED = named(411, "Length Required");

    /** 412 Precondition Failed. */
    public static final Status PRECONDITION_FAILED = named(412, "Precondition Failed");

    /** 413 Content Too Large. */
    public static final Status CONTENT_TOO_LARGE = named(413, "Content Too Large");

    /** 414 URI Too Long. */
    public static final Status URI_TOO_LONG = named(414, "URI Too Long");

    /** 415 Unsupported Media Type. */
    public static final Status UNSUPPORTED_MEDIA_TYPE = named(415, "Unsupported Media Type");

    /** 416 Range Not Satisfiable. */
    public static final Status RANGE_NOT_SATISFIABLE = named(416, "Range Not Satisfiable");

    /** 417 Expectation Failed. */
    public static final Status EXPECTATION_FAILED = named(417, "Expectation Failed");

    /** 421 Misdirected Request. */
    public static final Status MISDIRECTED_REQUEST = named(421, "Misdirected Request");

    /** 422 Unprocessable Content. */
    public static final Status UNPROCESSABLE_CONTENT = named(422, "Unprocessable Content");

    /** 426 Upgrade Required. */
    public static final Status UPGRADE_REQUIRED = named(426, "Upgrade Required");

    /** 428 Precondition Required. */
    public static final Status PRECONDITION_REQUIRED = named(428, "Precondition Required");

    /** 429 Too Many Requests. */
    public static final Status TOO_MANY_REQUESTS = named(429, "Too Many Requests");

    /** 431 Request Header Fields Too Large. */
    public static final Status REQUEST_HEADER_FIELDS_TOO_LARGE = named(431, "Request Header Fields Too Large");

    /** 500 Internal Server Error. */
    public static final Status INTERNAL_SERVER_ERROR = named(500, "Internal Server Error");

    /** 501 Not Implemented. */
    public static final Status NOT_IMPLEMENTED = named(501, "Not Implemented");

    /** 502 Bad Gateway. */
    public static final Status BAD_GATEWAY = named(502, "Bad Gateway");

    /** 503 Service Unavailable. */
    public static final Status SERVICE_UNAVAILABLE = named(503, "Service Unavailable");

    /** 504 Gateway Timeout. */
    public static final Status GATEWAY_TIMEOUT = named(504, "Gateway Timeout");

    /** 505 HTTP Version Not Supported. */
    public static final Status HTTP_VERSION_NOT_SUPPORTED = named(505, "HTTP Version Not Supported");

    private final int code;
    private final String reason;

    private Status(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    private static Status named(int code, String reason) {
        var status = new Status(code, reason);
        ALL[code] = status;
        return status;
    }

    /**
     * The status of a code.
     *
     * @param code from 100 to 599
     * @return the one object of that code
     * @throws IllegalArgumentException if the code is out of range
     */
    public static Status of(int code) {
        if (code < 100 || code > 599) {
            throw new IllegalArgumentException("status code must be from 100 to 599, is " + code);
        }
        var known = ALL[code];
        return known == null ? unnamed(code) : known;
    }

    /** Codes without a name are made on demand, once: a cold start need not pay for five hundred objects. */
    private static synchronized Status unnamed(int code) {
        var known = ALL[code];
        return known == null ? named(code, "") : known;
    }

    /** {@return the code, from 100 to 599} */
    public int code() {
        return code;
    }

    /** {@return the reason phrase of the registry, or an empty text for a code that it does not name} */
    public String reason() {
        return reason;
    }

    /** {@return whether the code is from 200 to 299} */
    public boolean isSuccess() {
        return code / 100 == 2;
    }

    /** {@return whether a response with this status never has content: 1xx, 204 and 304 (RFC 9110, 6.4.1)} */
    public boolean isWithoutContent() {
        return code < 200 || code == 204 || code == 304;
    }

    /** {@return the code and the reason phrase} */
    @Override
    public String toString() {
        return reason.isEmpty() ? String.valueOf(code) : code + " " + reason;
    }
}
