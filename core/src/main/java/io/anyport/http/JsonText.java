package io.anyport.http;

/** Writes the JSON of problem documents, which must not need a codec: an application may have none, or it may be broken. */
final class JsonText {

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final StringBuilder text = new StringBuilder(128);

    JsonText begin() {
        separate();
        text.append('{');
        return this;
    }

    JsonText end() {
        text.append('}');
        return this;
    }

    JsonText beginList(String name) {
        name(name);
        text.append('[');
        return this;
    }

    JsonText endList() {
        text.append(']');
        return this;
    }

    JsonText member(String name, String value) {
        name(name);
        string(value);
        return this;
    }

    JsonText member(String name, int value) {
        name(name);
        text.append(value);
        return this;
    }

    private void name(String name) {
        separate();
        string(name);
        text.append(':');
    }

    private void separate() {
        if (text.length() > 0 && "{[:".indexOf(text.charAt(text.length() - 1)) < 0) {
            text.append(',');
        }
    }

    private void string(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                escape(c);
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }

    /** Controls, as JSON demands; surrogates, so that a lone one does not turn into a question mark. */
    private void escape(char c) {
        text.append("\\u").append(HEX[c >> 12]).append(HEX[c >> 8 & 0xf]);
        text.append(HEX[c >> 4 & 0xf]).append(HEX[c & 0xf]);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
