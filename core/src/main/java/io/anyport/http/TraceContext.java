package io.anyport.http;

import io.anyport.Invocation;
import io.anyport.RandomBits;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A {@code traceparent} (W3C Trace Context, section 3.2): which trace a call belongs to, and which part of it has made the call.
 *
 * @param traceId 32 hexadecimal digits in lower case, not all zero
 * @param parentId 16 hexadecimal digits in lower case, not all zero
 * @param flags from 0 to 255; bit 0 says that the trace may be recorded
 */
public record TraceContext(String traceId, String parentId, int flags) {

    private static final int LENGTH = 55;
    private static final int LONGEST_STATE = 512;
    private static final int KNOWN_FLAGS = 0x03; // sampled, and random trace id (level 2)

    /**
     * Checks the parts.
     *
     * @param traceId 32 hexadecimal digits in lower case
     * @param parentId 16 hexadecimal digits in lower case
     * @param flags from 0 to 255
     * @throws IllegalArgumentException if a part is not of its form
     */
    public TraceContext {
        if (!isId(traceId, 32) || !isId(parentId, 16) || flags < 0 || flags > 0xff) {
            throw new IllegalArgumentException(
                    "traceId and parentId must be 32 and 16 hexadecimal digits, not all zero, and flags a byte; are "
                            + traceId.length() + " and " + parentId.length() + " characters, and " + flags);
        }
    }

    /**
     * The context that a field's value is. A later version than 00 is read as the specification asks: what is known of it, if it has that
     * form.
     *
     * @param traceparent the value
     * @return empty if it is malformed, of version ff, or one of its ids is all zero: the trace then begins here
     */
    public static Optional<TraceContext> parse(String traceparent) {
        return isForm(traceparent)
                ? Optional.of(new TraceContext(
                        traceparent.substring(3, 35),
                        traceparent.substring(36, 52),
                        HexFormat.fromHexDigits(traceparent, 53, LENGTH) & KNOWN_FLAGS))
                : Optional.empty();
    }

    /**
     * The context of what brought an input: its {@code traceparent}, or the {@code Root} and {@code Parent} of an {@code
     * X-Amzn-Trace-Id} (AWS X-Ray, "Tracing header"), whose ids are the same in other clothes.
     *
     * @param invocation what brought the input
     * @return empty if it has neither
     */
    public static Optional<TraceContext> of(Invocation invocation) {
        String trace = invocation.trace().orElse("");
        return trace.contains("Root=") ? ofXRay(trace) : parse(trace);
    }

    /** {@return the invocation with the {@code tracestate} of its {@code traceparent} (section 3.3), as far as it is to be handed on} */
    static Invocation withState(Invocation invocation, Headers headers) {
        boolean isOfTrace = headers.first("traceparent").equals(invocation.trace());
        String state = String.join(",", headers.all("tracestate"));
        while (state.length() > LONGEST_STATE) {
            state = state.substring(0, Math.max(0, state.lastIndexOf(',')));
        }
        try {
            return isOfTrace && !state.isEmpty() ? invocation.withTraceState(state) : invocation;
        } catch (IllegalArgumentException malformed) {
            return invocation;
        }
    }

    private static Optional<TraceContext> ofXRay(String trace) {
        String root = "";
        String parent = "";
        int flags = 0;
        for (String part : FieldText.split(trace, ';')) {
            String member = part.strip();
            if (member.startsWith("Root=1-") && member.length() == 40 && member.charAt(15) == '-') {
                root = member.substring(7, 15) + member.substring(16);
            } else if (member.startsWith("Parent=")) {
                parent = member.substring(7);
            } else if (member.equals("Sampled=1")) {
                flags = 1;
            }
        }
        return isId(root, 32) && isId(parent, 16)
                ? Optional.of(new TraceContext(root, parent, flags))
                : Optional.empty();
    }

    private static boolean isForm(String text) {
        if (text.length() < LENGTH || !isHex(text, 0, 2) || text.startsWith("ff")) {
            return false;
        }
        boolean isLongEnough =
                text.startsWith("00") ? text.length() == LENGTH : text.length() == LENGTH || text.charAt(LENGTH) == '-';
        return isLongEnough
                && text.charAt(2) == '-'
                && text.charAt(35) == '-'
                && text.charAt(52) == '-'
                && isId(text.substring(3, 35), 32)
                && isId(text.substring(36, 52), 16)
                && isHex(text, 53, LENGTH);
    }

    static boolean isId(String text, int length) {
        return text.length() == length && isHex(text, 0, length) && !text.equals("0".repeat(length));
    }

    private static boolean isHex(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    /** {@return the same trace for a call from here, under a parent id of its own} */
    public TraceContext child() {
        long id = RandomBits.next();
        return new TraceContext(traceId, HexFormat.of().toHexDigits(id == 0 ? 1 : id), flags);
    }

    /** {@return the value of the field, in version 00} */
    @Override
    public String toString() {
        return "00-" + traceId + "-" + parentId + "-" + HexFormat.of().toHexDigits((byte) flags);
    }
}
