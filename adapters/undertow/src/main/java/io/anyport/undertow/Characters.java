package io.anyport.undertow;

/** The characters of HTTP/1.1, as kinds that bytes can be (RFC 9110, 5.5 and 5.6.2; RFC 3986, 3.2.2). */
final class Characters {

    private static final int TOKEN = 1;
    private static final int FIELD = 2;
    private static final int TARGET = 4;
    private static final int HOST = 8;
    private static final int DIGIT = 16;

    private static final byte[] KINDS = kinds();

    private Characters() {}

    private static byte[] kinds() {
        var kinds = new byte[256];
        for (int c = 0; c < 256; c++) {
            boolean isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            boolean isDigit = c >= '0' && c <= '9';
            boolean isToken = isLetter || isDigit || isOneOf("!#$%&'*+-.^_`|~", c);
            boolean isHost = isLetter || isDigit || isOneOf("-._~!$&'()*+,;=%", c);
            kinds[c] = (byte) ((isToken ? TOKEN : 0)
                    | (c == '\t' || (c >= ' ' && c != 0x7f) ? FIELD : 0)
                    | (c > ' ' ? TARGET : 0)
                    | (isHost ? HOST : 0)
                    | (isDigit ? DIGIT : 0));
        }
        return kinds;
    }

    private static boolean isOneOf(String characters, int c) {
        return characters.indexOf(c) >= 0;
    }

    private static boolean is(int kind, byte b) {
        return (KINDS[b & 0xff] & kind) != 0;
    }

    static boolean isToken(byte b) {
        return is(TOKEN, b);
    }

    /** {@return whether a field's value may have it: what can be seen, spaces, tabs, and what is not ASCII} */
    static boolean isField(byte b) {
        return is(FIELD, b);
    }

    /** {@return whether it can be a part of a target; which ones core takes, core says} */
    static boolean isTarget(byte b) {
        return is(TARGET, b);
    }

    /** {@return whether a name of a host or an IPv4 address may have it} */
    static boolean isHost(byte b) {
        return is(HOST, b);
    }

    static boolean isDigit(byte b) {
        return is(DIGIT, b);
    }

    static boolean isSpace(byte b) {
        return b == ' ' || b == '\t';
    }

    /** {@return the value of a hexadecimal digit; -1 if it is none} */
    static int hex(byte b) {
        return Character.digit(b < 0 ? 0 : b, 16);
    }
}
