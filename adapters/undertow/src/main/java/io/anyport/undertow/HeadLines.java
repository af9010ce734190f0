package io.anyport.undertow;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of a head strictly (RFC 9112, sections 2 to 6), and finds out how long the body is. Each line is looked at once, when
 * it is complete. For one connection, used again for each request.
 */
final class HeadLines {

    /** What follows a head. */
    static final long NO_BODY = 0;

    static final long CHUNKED = -1;

    private static final int MOST_FIELDS = 200;
    private static final int MOST_DIGITS = 18;
    private static final int LONGEST_METHOD =
            24; // of Undertow's parser; of those that are registered 17 (UPDATEREDIRECTREF)

    private static final byte[] HOST = ascii("host");
    private static final byte[] LENGTH = ascii("content-length");
    private static final byte[] CODING = ascii("transfer-encoding");
    private static final byte[] UPGRADE = ascii("upgrade");
    private static final byte[] EXPECT = ascii("expect");
    private static final byte[] VERSION = ascii("HTTP/");

    private boolean isFirst = true;
    private boolean isOld;
    private @Nullable OriginForm originForm;
    private int host = -1; // where its value begins, counted from where the head does
    private int hostEnd;
    private boolean isHead;
    private int fields;
    private int hosts;
    private long length = -2; // none
    private boolean hasCoding;
    private boolean isChunked;
    private boolean hasOtherCoding;
    private boolean expectsOther;
    private boolean isUpgrade;

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Begins with another request. */
    void reset() {
        isFirst = true;
        isOld = false;
        isHead = false;
        originForm = null;
        host = -1;
        fields = 0;
        hosts = 0;
        length = -2;
        hasCoding = false;
        isChunked = false;
        hasOtherCoding = false;
        expectsOther = false;
        isUpgrade = false;
    }

    boolean isInRequestLine() {
        return isFirst;
    }

    /** {@return whether the request is one for a head only, as far as that is known} */
    boolean isHead() {
        return isHead;
    }

    /**
     * Takes a line that is not empty.
     *
     * @param head where the head begins
     * @param end where its CR is
     * @return what is wrong with it, or null
     */
    @Nullable
    Violation line(ByteBuffer bytes, int head, int start, int end) {
        if (isFirst) {
            isFirst = false;
            return requestLine(bytes, start, end);
        }
        return ++fields > MOST_FIELDS ? Violation.LONG_HEAD : field(bytes, head, start, end);
    }

    private @Nullable Violation requestLine(ByteBuffer bytes, int start, int end) {
        int method = start;
        while (method < end && Characters.isToken(bytes.get(method))) {
            method++;
        }
        int target = method + 1;
        int targetEnd = target;
        while (targetEnd < end && Characters.isTarget(bytes.get(targetEnd))) {
            targetEnd++;
        }
        boolean isFormed = method > start && targetEnd > target && isSpace(bytes, method, end);
        if (!isFormed || !isSpace(bytes, targetEnd, end)) {
            return Violation.REQUEST_LINE;
        }
        if (method - start > LONGEST_METHOD) {
            return Violation.METHOD;
        }
        isHead = isSame(bytes, start, method, "HEAD");
        var violation = version(bytes, targetEnd + 1, end);
        if (violation != null) {
            return violation;
        }
        if (!RequestTarget.isTarget(bytes, start, method, target, targetEnd)) {
            return Violation.TARGET;
        }
        originForm = bytes.get(target) == '/' ? null : RequestTarget.originForm(bytes, start, target, targetEnd);
        return RequestTarget.isEscaped(bytes, target, targetEnd) ? null : Violation.ESCAPE;
    }

    private static boolean isSpace(ByteBuffer bytes, int at, int end) {
        return at < end && bytes.get(at) == ' ';
    }

    static boolean isSame(ByteBuffer bytes, int start, int end, String text) {
        boolean isSame = end - start == text.length();
        for (int i = 0; isSame && i < text.length(); i++) {
            isSame = bytes.get(start + i) == text.charAt(i);
        }
        return isSame;
    }

    /** A later minor version is read as the latest one that is known (RFC 9110, 6.2). */
    private @Nullable Violation version(ByteBuffer bytes, int start, int end) {
        boolean isVersion = end - start == 8 && bytes.get(start + 6) == '.';
        for (int i = 0; isVersion && i < VERSION.length; i++) {
            isVersion = bytes.get(start + i) == VERSION[i];
        }
        if (!isVersion || !Characters.isDigit(bytes.get(start + 5)) || !Characters.isDigit(bytes.get(end - 1))) {
            return Violation.REQUEST_LINE;
        }
        if (bytes.get(start + 5) != '1') {
            return Violation.VERSION;
        }
        isOld = bytes.get(end - 1) == '0';
        if (!isOld) {
            bytes.put(end - 1, (byte) '1');
        }
        return null;
    }

    /**
     * Makes a path of a target that is a URL.
     *
     * @param start of the head
     * @param length of the head
     * @param end of all that there is
     * @return the length of the head
     */
    int toOriginForm(ByteBuffer bytes, int start, int length, int end) {
        return originForm == null ? length : originForm.rewrite(bytes, start, length, end, host, hostEnd);
    }

    private @Nullable Violation field(ByteBuffer bytes, int head, int start, int end) {
        if (Characters.isSpace(bytes.get(start))) {
            return Violation.FOLDED;
        }
        int colon = start;
        while (colon < end && Characters.isToken(bytes.get(colon))) {
            colon++;
        }
        if (colon == start || colon == end || bytes.get(colon) != ':') {
            return Violation.FIELD;
        }
        int value = colon + 1;
        for (int i = value; i < end; i++) {
            if (!Characters.isField(bytes.get(i))) {
                return Violation.FIELD;
            }
        }
        int valueEnd = end;
        while (value < valueEnd && Characters.isSpace(bytes.get(value))) {
            value++;
        }
        while (value < valueEnd && Characters.isSpace(bytes.get(valueEnd - 1))) {
            valueEnd--;
        }
        return known(bytes, head, start, colon, value, valueEnd);
    }

    private @Nullable Violation known(ByteBuffer bytes, int head, int start, int colon, int value, int end) {
        if (isName(bytes, start, colon, HOST)) {
            hosts++;
            host = value - head;
            hostEnd = end - head;
            if (value == end) { // a URI without an authority has none
                return null;
            }
            if (!RequestTarget.isAuthority(bytes, value, end, false)) {
                return Violation.HOST;
            }
            if (bytes.get(end - 1) == ':') {
                bytes.put(end - 1, (byte) ' '); // an empty port is one, and Undertow refuses it
            }
            return null;
        }
        if (isName(bytes, start, colon, LENGTH)) {
            return length(bytes, value, end);
        }
        if (isName(bytes, start, colon, CODING)) {
            return coding(bytes, value, end);
        }
        if (isName(bytes, start, colon, UPGRADE)) {
            isUpgrade |= text(bytes, value, end).contains("h2c");
        }
        if (isName(bytes, start, colon, EXPECT)) {
            expectsOther |= value < end && !text(bytes, value, end).equals("100-continue");
        }
        return null;
    }

    private static boolean isName(ByteBuffer bytes, int start, int end, byte[] name) {
        boolean isName = end - start == name.length;
        for (int i = 0; isName && i < name.length; i++) {
            byte b = bytes.get(start + i);
            isName = (b >= 'A' && b <= 'Z' ? b | 0x20 : b) == name[i];
        }
        return isName;
    }

    private static String text(ByteBuffer bytes, int start, int end) {
        var text = new StringBuilder(end - start);
        for (int i = start; i < end; i++) {
            byte b = bytes.get(i);
            text.append((char) (b >= 'A' && b <= 'Z' ? b | 0x20 : b & 0xff));
        }
        return text.toString();
    }

    private @Nullable Violation length(ByteBuffer bytes, int start, int end) {
        if (length != -2 || start == end) {
            return Violation.LENGTH;
        }
        long number = 0;
        int digits = 0;
        for (int i = start; i < end; i++) {
            if (!Characters.isDigit(bytes.get(i))) {
                return Violation.LENGTH;
            }
            number = number * 10 + (bytes.get(i) - '0');
            digits += number == 0 ? 0 : 1; // zeros in front make nothing longer
        }
        length = number;
        return digits > MOST_DIGITS ? Violation.TOO_LONG : null;
    }

    /** A list, in one field or in several, of which chunked has to be the last (RFC 9112, 6.1). */
    private @Nullable Violation coding(ByteBuffer bytes, int start, int end) {
        hasCoding = true;
        for (String coding : text(bytes, start, end).split(",", -1)) {
            if (isChunked) {
                return Violation.CODING; // nothing may come after it, not even itself
            }
            isChunked = coding.strip().equals("chunked");
            hasOtherCoding |= !isChunked;
        }
        return null;
    }

    /** {@return what is wrong with the head as a whole, or null} */
    @Nullable
    Violation end() {
        if (hosts > 1 || (hosts == 0 && !isOld)) {
            return Violation.HOST;
        }
        if (hasCoding && isOld) {
            return Violation.OLD_CODING;
        }
        if (hasCoding && length != -2) {
            return Violation.LENGTH_AND_CODING;
        }
        if (hasOtherCoding) {
            return Violation.UNKNOWN_CODING;
        }
        return expectsOther && !isOld ? Violation.EXPECTATION : null;
    }

    /** {@return whether HTTP/2 may follow (RFC 7540, 3.2)} */
    boolean isUpgrade() {
        return isUpgrade;
    }

    /** {@return the length of the body, or {@link #CHUNKED}} */
    long body() {
        return isChunked ? CHUNKED : Math.max(length, NO_BODY);
    }
}
