package io.anyport.undertow;

import io.anyport.http.Problem;
import io.anyport.http.Status;

/** What bytes of HTTP/1.1 are refused for, each with its answer. */
enum Violation {
    REQUEST_LINE(400, "The request line is malformed."),
    METHOD(501, "The method is longer than any that is known."),
    TARGET(400, "The request target is malformed, or of a form that the method does not have."),
    ESCAPE(400, "The request target has a percent sign without two hexadecimal digits."),
    VERSION(505, "The only versions of HTTP here are 1.1 and 1.0."),
    LINE_END(400, "A line must end with CR and LF."),
    FIELD(400, "A header field is malformed."),
    FOLDED(400, "A header field must be on one line."),
    HOST(400, "There must be one Host, with a host and perhaps a port."),
    LENGTH(400, "The Content-Length must be given once, as digits."),
    LENGTH_AND_CODING(400, "There must not be both a Content-Length and a Transfer-Encoding."),
    OLD_CODING(400, "There is no Transfer-Encoding before HTTP/1.1."),
    CODING(400, "The Transfer-Encoding must end with chunked."),
    UNKNOWN_CODING(501, "The only Transfer-Encoding is chunked."),
    EXPECTATION(417, "The only expectation is 100-continue."),
    TOO_LONG(413, "The body is too large."),
    LONG_TARGET(414, "The request target is too long."),
    LONG_HEAD(431, "The header fields are too large, or too many."),
    UNENDED(400, "The request broke off."),
    LATE(408, "The request took too long."),
    CHUNK(400, "A chunk of the body is malformed.");

    private final int status;
    private final String detail;

    Violation(int status, String detail) {
        this.status = status;
        this.detail = detail;
    }

    Problem problem() {
        return Problem.of(Status.of(status)).withDetail(detail);
    }
}
