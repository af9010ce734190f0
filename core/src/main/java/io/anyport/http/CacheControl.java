package io.anyport.http;

import java.util.Locale;

/** The directives of {@code Cache-Control}, in one field or in several (RFC 9111, 5.2). */
final class CacheControl {

    private CacheControl() {}

    static boolean has(Headers headers, String directive) {
        for (String field : headers.all("Cache-Control")) {
            if (field.toLowerCase(Locale.ROOT).contains(directive)) {
                return true;
            }
        }
        return false;
    }
}
