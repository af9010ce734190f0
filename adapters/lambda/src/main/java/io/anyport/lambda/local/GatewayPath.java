package io.anyport.lambda.local;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Decodes a path as an HTTP API does, which loses what an encoded slash or question mark was. */
final class GatewayPath {

    private static final String LEGAL = "-._~!$&'()*+,;=:@/";

    private GatewayPath() {}

    /** @throws IllegalArgumentException if the path cannot be decoded, or has a character that must have been encoded */
    static String decoded(String path) {
        var bytes = ByteBuffer.allocate(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '%') {
                bytes.put(escaped(path, i));
                i += 2;
            } else if (c < 0x80 && (Character.isLetterOrDigit(c) || LEGAL.indexOf(c) >= 0)) {
                bytes.put((byte) c);
            } else {
                throw new IllegalArgumentException("path has a character that must be percent-encoded");
            }
        }
        String decoded = utf8(bytes.flip());
        int question = decoded.indexOf('?');
        return question < 0 ? decoded : decoded.substring(0, question);
    }

    private static byte escaped(String path, int at) {
        int high = at + 2 < path.length() ? Character.digit(path.charAt(at + 1), 16) : -1;
        int low = at + 2 < path.length() ? Character.digit(path.charAt(at + 2), 16) : -1;
        if (high < 0 || low < 0 || high + low == 0) {
            throw new IllegalArgumentException("path has a bad escape");
        }
        return (byte) (high << 4 | low);
    }

    private static String utf8(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("path is not UTF-8", e);
        }
    }
}
