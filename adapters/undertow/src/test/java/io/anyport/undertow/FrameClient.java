package io.anyport.undertow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;

/** A client that sends whatever frames it is told to (RFC 9113, 4.1), in the clear. One connection, one thread. */
final class FrameClient implements AutoCloseable {

    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int GOAWAY = 7;
    static final int CONTINUATION = 9;

    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;

    /** A frame as it was received, without its content but for the code of an error. */
    record Frame(int type, int flags, int stream, int code) {
        boolean endsStream() {
            return (type == DATA || type == HEADERS) && (flags & END_STREAM) != 0;
        }
    }

    private final Socket socket;
    private final DataInputStream in;

    FrameClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(10_000);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream()));
        socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(ISO_8859_1));
        send(SETTINGS, 0, 0);
    }

    FrameClient send(int type, int flags, int stream, byte... payload) throws IOException {
        socket.getOutputStream().write(frame(type, flags, stream, payload));
        return this;
    }

    FrameClient send(byte[] frames) throws IOException {
        socket.getOutputStream().write(frames);
        return this;
    }

    static byte[] frame(int type, int flags, int stream, byte... payload) {
        var frame = ByteBuffer.allocate(9 + payload.length);
        frame.put((byte) (payload.length >> 16)).putShort((short) payload.length);
        frame.put((byte) type).put((byte) flags).putInt(stream).put(payload);
        return frame.array();
    }

    /** {@return fields as a header block of literals without indexing (RFC 7541, 6.2.2)} */
    static byte[] block(String... fields) {
        var block = new ByteArrayOutputStream();
        for (int i = 0; i < fields.length; i += 2) {
            block.write(0);
            string(block, fields[i]);
            string(block, fields[i + 1]);
        }
        return block.toByteArray();
    }

    private static void string(ByteArrayOutputStream block, String text) {
        if (text.length() >= 127) {
            throw new IllegalArgumentException("too long: " + text.length());
        }
        block.write(text.length());
        block.writeBytes(text.getBytes(ISO_8859_1));
    }

    static byte[] get(String path, String... more) {
        var fields = new String[8 + more.length];
        System.arraycopy(
                new String[] {":method", "GET", ":scheme", "http", ":path", path, ":authority", "a"}, 0, fields, 0, 8);
        System.arraycopy(more, 0, fields, 8, more.length);
        return block(fields);
    }

    FrameClient request(int stream, String path, String... more) throws IOException {
        return send(HEADERS, END_HEADERS | END_STREAM, stream, get(path, more));
    }

    FrameClient reset(int stream) throws IOException {
        return send(RST_STREAM, 0, stream, (byte) 0, (byte) 0, (byte) 0, (byte) 8);
    }

    Frame receive() throws IOException {
        int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        int stream = in.readInt();
        byte[] content = in.readNBytes(length);
        int code = type == RST_STREAM || type == GOAWAY ? content[content.length - 1] : -1;
        return new Frame(type, flags, stream, code);
    }

    /** {@return the frame that ends a stream, or the connection} */
    Frame end(int stream) throws IOException {
        var frame = receive();
        while (frame.type() != GOAWAY
                && (frame.stream() != stream || (!frame.endsStream() && frame.type() != RST_STREAM))) {
            frame = receive();
        }
        return frame;
    }

    /** Reads until the server says why it ends the connection. {@return the code of the error} */
    int refusal() throws IOException {
        var frame = receive();
        while (frame.type() != GOAWAY) {
            frame = receive();
        }
        return frame.code();
    }

    /** Reads until the server has closed, or has said that it will. {@return whether it did before the time was up} */
    boolean isRefused() {
        try {
            while (receive().type() != GOAWAY) {}
            return true;
        } catch (java.net.SocketTimeoutException open) {
            return false;
        } catch (IOException closed) {
            return true;
        }
    }

    /** Goes away without a word of HTTP/2. */
    void hangUp() throws IOException {
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
