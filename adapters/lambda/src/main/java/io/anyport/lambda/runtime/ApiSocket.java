package io.anyport.lambda.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;

/**
 * A TCP connection. A socket rather than a {@code SocketChannel}: that one makes its provider by lambdas on JDK 17, which is fourteen
 * milliseconds of CPU time on a start with an archive. Without a proxy, whose search has as many classes again.
 */
final class ApiSocket implements ByteChannel {

    /** What leaves in one packet whatever lies on the way: more may wait for what was sent before it. */
    private static final int ONE_PACKET = 1_024;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private boolean isUndelayed;

    private ApiSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    /**
     * Connects.
     *
     * @throws UnknownHostException if the host has no address
     */
    static ApiSocket connect(String host, int port) throws IOException {
        var socket = new Socket(Proxy.NO_PROXY);
        try {
            socket.connect(new InetSocketAddress(host, port));
            return new ApiSocket(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * Has everything sent at once (TCP_NODELAY) from now on. Whoever writes once and then reads has no need of it, and a start spares the
     * classes of socket options.
     */
    void undelay() throws IOException {
        if (!isUndelayed) {
            socket.setTcpNoDelay(true);
            isUndelayed = true;
        }
    }

    /** {@return whether nothing has come that is not read} What comes before it is asked for is no answer. */
    boolean isQuiet() throws IOException {
        return in.available() == 0;
    }

    /** Reads into a buffer that has an array. */
    @Override
    public int read(ByteBuffer into) throws IOException {
        int read = in.read(into.array(), into.arrayOffset() + into.position(), into.remaining());
        if (read > 0) {
            into.position(into.position() + read);
        }
        return read;
    }

    /** Writes all of a buffer that has an array. */
    @Override
    public int write(ByteBuffer from) throws IOException {
        int length = from.remaining();
        if (length > ONE_PACKET) {
            undelay();
        }
        out.write(from.array(), from.arrayOffset() + from.position(), length);
        from.position(from.limit());
        return length;
    }

    @Override
    public boolean isOpen() {
        return !socket.isClosed();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
