package io.anyport.undertow;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is spoken on the ports of a server. The pause is how seldom the files are looked at. */
record Encryption(@Nullable KeyPairFiles files, Duration pause, int clearPort, Http2 http2) {

    private static final int NO_PORT = -1;

    static final Encryption NONE = new Encryption(null, Duration.ofSeconds(1), NO_PORT, Http2.OVER_TLS);

    Encryption files(KeyPairFiles other) {
        return new Encryption(other, pause, clearPort, http2);
    }

    Encryption pause(Duration other) {
        return new Encryption(files, other, clearPort, http2);
    }

    Encryption clearPort(int other) {
        return new Encryption(files, pause, other, http2);
    }

    Encryption http2(Http2 other) {
        return new Encryption(files, pause, clearPort, other);
    }

    boolean hasClearPort() {
        return clearPort != NO_PORT;
    }
}
