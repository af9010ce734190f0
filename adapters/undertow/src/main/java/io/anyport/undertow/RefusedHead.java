package io.anyport.undertow;

import io.undertow.server.HttpServerExchange;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What Undertow's parser is given in the place of a head that is refused: a request whose target nobody can guess. It has a body that
 * never comes, so that the connection is read to its end after the answer.
 */
final class RefusedHead {

    private static final String PREFIX = "/" + HexFormat.of().formatHex(new SecureRandom().generateSeed(32)) + "/";

    private RefusedHead() {}

    static byte[] of(Violation violation, boolean isHead) {
        String head = (isHead ? "HEAD " : "POST ") + PREFIX + violation.name()
                + " HTTP/1.1\r\nHost: refused\r\nContent-Length: 1\r\n\r\n";
        return head.getBytes(StandardCharsets.US_ASCII);
    }

    /** {@return what was refused, if a request stands for that; else null} */
    static @Nullable Violation violation(HttpServerExchange exchange) {
        String target = exchange.getRequestURI();
        return target.startsWith(PREFIX) ? Violation.valueOf(target.substring(PREFIX.length())) : null;
    }
}
