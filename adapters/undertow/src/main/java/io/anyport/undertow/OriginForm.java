package io.anyport.undertow;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Makes of a head whose target is a URL one whose target is the URL's path, with the URL's authority as Host: it is the target that counts,
 * whatever Host says (RFC 9112, 3.2.2), and Undertow compares the two, and knows no URL without a path. The head never becomes longer.
 *
 * @param target where the URL begins, counted from where the head does, as all of these
 * @param authority where its authority begins
 * @param path where its path or its query begins, or it ends
 * @param end where it ends
 */
record OriginForm(int target, int authority, int path, int end) {

    private static final byte[] HOST = "Host:".getBytes(StandardCharsets.US_ASCII);

    /**
     * Rewrites the head.
     *
     * @param start where it begins
     * @param length of it
     * @param end of what there is, behind the head as well, which moves up
     * @param host where the value of Host begins; -1 if there is none, as before HTTP/1.1
     * @param hostEnd where it ends
     * @return the new length
     */
    int rewrite(ByteBuffer bytes, int start, int length, int end, int host, int hostEnd) {
        var old = new byte[length];
        for (int i = 0; i < length; i++) {
            old[i] = bytes.get(start + i);
        }
        var head = ByteBuffer.allocate(length + 1 + HOST.length + 2);
        head.put(old, 0, target);
        putPath(old, head);
        int authorityEnd = old[path - 1] == ':' ? path - 1 : path; // an empty port is none
        if (host >= 0) {
            head.put(old, this.end, host - this.end);
            head.put(old, authority, authorityEnd - authority);
            head.put(old, hostEnd, length - hostEnd);
        } else {
            int line = this.end + " HTTP/1.0\r\n".length();
            head.put(old, this.end, line - this.end);
            if (head.position() + HOST.length + authorityEnd - authority + 2 + length - line
                    <= length) { // always, but for http://host
                head.put(HOST)
                        .put(old, authority, authorityEnd - authority)
                        .put((byte) '\r')
                        .put((byte) '\n');
            }
            head.put(old, line, length - line);
        }
        head.flip();
        int shorter = length - head.limit();
        for (int i = 0; i < head.limit(); i++) {
            bytes.put(start + i, head.get(i));
        }
        for (int i = start + length; i < end; i++) {
            bytes.put(i - shorter, bytes.get(i));
        }
        bytes.position(end - shorter);
        return head.limit();
    }

    /** No path is the empty one, which is {@code /}; of OPTIONS it is the server itself (RFC 9112, 3.2.4). */
    private void putPath(byte[] old, ByteBuffer head) {
        if (path == end) {
            head.put((byte) (old[0] == 'O' && target == "OPTIONS ".length() ? '*' : '/'));
            return;
        }
        if (old[path] != '/') {
            head.put((byte) '/');
        }
        head.put(old, path, end - path);
    }
}
