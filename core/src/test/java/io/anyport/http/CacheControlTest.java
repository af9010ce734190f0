package io.anyport.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Directives in any of several fields. */
final class CacheControlTest {

    @Test
    void aDirectiveMayStandAnywhere() {
        var headers = Headers.of("Cache-Control", "private", "cache-control", "max-age=1, No-Transform");
        assertTrue(CacheControl.has(headers, "no-transform"));
        assertTrue(CacheControl.has(headers, "private"));
        assertFalse(CacheControl.has(headers, "no-store"));
        assertFalse(CacheControl.has(Headers.EMPTY, "no-store"));
    }
}
