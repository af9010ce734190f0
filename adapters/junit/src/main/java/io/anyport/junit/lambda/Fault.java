package io.anyport.junit.lambda;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Duration;

/** What goes wrong with one call of the Runtime API. Immutable. */
public final class Fault {

    enum Kind {
        NONE,
        STATUS,
        STATUS_OF_TAKEN,
        CUT,
        CUT_UNANSWERED,
        CUT_ANSWER,
        CUT_AFTERWARDS,
        BYTES
    }

    static final Fault NONE = new Fault(Kind.NONE, Duration.ZERO, 0, new byte[0]);

    final Kind kind;
    final Duration delay;
    final int status;
    final byte[] bytes;

    private Fault(Kind kind, Duration delay, int status, byte[] bytes) {
        this.kind = kind;
        this.delay = delay;
        this.status = status;
        this.bytes = bytes;
    }

    private static Fault of(Kind kind) {
        return new Fault(kind, Duration.ZERO, 0, new byte[0]);
    }

    /** {@return no fault: a call between others that goes well} */
    public static Fault none() {
        return NONE;
    }

    /**
     * An answer that is late, and right.
     *
     * @param delay how long the call waits before it is looked at
     * @return the fault
     */
    public static Fault slow(Duration delay) {
        return new Fault(Kind.NONE, delay, 0, new byte[0]);
    }

    /**
     * A status in the place of the answer. Nothing is handed out or taken.
     *
     * @param status such as 403, 429 or 500
     * @return the fault
     */
    public static Fault status(int status) {
        return new Fault(Kind.STATUS, Duration.ZERO, checked(status), new byte[0]);
    }

    /**
     * A status that belies what happened: what came was taken.
     *
     * @param status such as 500
     * @return the fault
     */
    public static Fault takenWith(int status) {
        return new Fault(Kind.STATUS_OF_TAKEN, Duration.ZERO, checked(status), new byte[0]);
    }

    private static int checked(int status) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status must be from 200 to 599, is " + status);
        }
        return status;
    }

    /** {@return the connection is cut before the call is looked at: of what was sent, only the head was read} */
    public static Fault cut() {
        return of(Kind.CUT);
    }

    /** {@return the connection is cut after what came was taken, and before it is answered} */
    public static Fault cutUnanswered() {
        return of(Kind.CUT_UNANSWERED);
    }

    /** {@return the connection is cut in the middle of the answer} */
    public static Fault cutAnswer() {
        return of(Kind.CUT_ANSWER);
    }

    /** {@return the connection is cut after the answer, which had promised to keep it} */
    public static Fault cutAfterwards() {
        return of(Kind.CUT_AFTERWARDS);
    }

    /**
     * Something else in the place of the answer, after which the connection is closed. Nothing is handed out or taken.
     *
     * @param bytes in ISO 8859-1
     * @return the fault
     */
    public static Fault garbage(String bytes) {
        return new Fault(Kind.BYTES, Duration.ZERO, 0, bytes.getBytes(ISO_8859_1));
    }

    /** {@return whether an invocation that was to be handed out has not been seen by the runtime} */
    boolean isLostOnTheWay() {
        return kind == Kind.CUT_UNANSWERED || kind == Kind.CUT_ANSWER || kind == Kind.STATUS_OF_TAKEN;
    }

    /** {@return what is left out when it is logged: the bytes} */
    @Override
    public String toString() {
        return kind + (status == 0 ? "" : " " + status) + (delay.isZero() ? "" : " after " + delay);
    }
}
