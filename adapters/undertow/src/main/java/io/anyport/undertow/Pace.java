package io.anyport.undertow;

import java.time.Duration;

/** What time a client may take for a request, and for taking some of the answer. Immutable. */
record Pace(Duration head, Duration body, int bytesPerSecond, Duration answer) {

    static final Pace USUAL = new Pace(Duration.ofSeconds(10), Duration.ofSeconds(20), 500, Duration.ofSeconds(30));

    Pace head(Duration other) {
        return new Pace(positive(other, "longest"), body, bytesPerSecond, answer);
    }

    Pace body(Duration grace, int rate) {
        if (rate < 1) {
            throw new IllegalArgumentException("bytesPerSecond must be >= 1, is " + rate);
        }
        return new Pace(head, positive(grace, "grace"), rate, answer);
    }

    Pace answer(Duration other) {
        return new Pace(head, body, bytesPerSecond, positive(other, "longest"));
    }

    private static Duration positive(Duration time, String name) {
        if (time.toMillis() < 1) {
            throw new IllegalArgumentException(name + " must be >= 1 ms, is " + time);
        }
        return time;
    }

    /** {@return the milliseconds that a body may have taken of which so many bytes are there} */
    long milliseconds(long bytes) {
        return body.toMillis() + bytes * 1_000 / bytesPerSecond;
    }
}
