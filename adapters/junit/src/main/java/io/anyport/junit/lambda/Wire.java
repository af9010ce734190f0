package io.anyport.junit.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A connection of a runtime: bytes in, bytes out, as HTTP/1.1 frames them (RFC 9112). One thread's own, but for closing it. */
final class Wire implements Closeable {

    private static final int MOST_LINE =
            2 * 1024 * 1024; // AWS's client tells the causes of an error in a field of up to 1 MiB
    private static final int MOST_FIELDS = 200;
    private static final int SMALL_BUFFER = 256 * 1024; // less is slow on loopback, whose packets have 64 KiB

    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(16 * 1024).flip();

    Wire(SocketChannel channel) throws IOException {
        this.channel = channel;
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    /** {@return the next request, or null if there is none any more} */
    @Nullable
    RequestHead head() throws IOException {
        if (!in.hasRemaining() && !fill()) {
            return null;
        }
        String[] words = line().split(" ", -1);
        if (words.length != 3 || !words[2].startsWith("HTTP/1.")) {
            throw new IOException("no request of HTTP/1.1");
        }
        return new RequestHead(words[0], words[1], fields());
    }

    Map<String, String> fields() throws IOException {
        var fields = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        int count = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon <= 0 || ++count > MOST_FIELDS) {
                throw new IOException("malformed fields");
            }
            fields.merge(line.substring(0, colon), line.substring(colon + 1).trim(), (a, b) -> a + ", " + b);
        }
        return fields;
    }

    String line() throws IOException {
        int start = in.position();
        for (int i = start; i < in.limit(); i++) {
            if (in.get(i) == '\n') {
                in.position(i + 1);
                return new String(in.array(), start, i - start, UTF_8).stripTrailing();
            }
        }
        return longLine();
    }

    /** One that is not in the buffer as a whole. */
    private String longLine() throws IOException {
        var line = new ByteArrayOutputStream(in.remaining() + 80);
        for (int octet = octet(); octet != '\n'; octet = octet()) {
            if (line.size() == MOST_LINE) {
                throw new IOException("a line of more than " + MOST_LINE + " bytes");
            }
            line.write(octet);
        }
        return line.toString(UTF_8).stripTrailing();
    }

    private int octet() throws IOException {
        if (!in.hasRemaining() && !fill()) {
            throw new EOFException("ended in the middle of a request");
        }
        return in.get() & 0xff;
    }

    /** Reads what is there, at least one byte. */
    int read(byte[] target, int offset, int length) throws IOException {
        if (!in.hasRemaining() && !fill()) {
            throw new EOFException("ended in the middle of a request");
        }
        int some = Math.min(length, in.remaining());
        in.get(target, offset, some);
        return some;
    }

    private boolean fill() throws IOException {
        in.clear();
        int read = channel.read(in);
        in.flip();
        return read > 0;
    }

    /** {@return whether the other side has gone} */
    boolean isGone() throws IOException {
        if (in.hasRemaining()) {
            return false;
        }
        channel.configureBlocking(false);
        try {
            in.clear();
            return channel.read(in) < 0;
        } finally {
            in.flip();
            channel.configureBlocking(true);
        }
    }

    /** Lets a sender that is not read from wait soon. */
    void buffersLittle() throws IOException {
        channel.setOption(StandardSocketOptions.SO_RCVBUF, SMALL_BUFFER);
    }

    void write(byte[] bytes, int length) throws IOException {
        for (var out = ByteBuffer.wrap(bytes, 0, length); out.hasRemaining(); ) {
            channel.write(out);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // it is given up anyway
        }
    }
}
