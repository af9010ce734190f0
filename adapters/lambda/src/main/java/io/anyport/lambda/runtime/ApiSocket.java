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

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

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
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(host, port));
            return new ApiSocket(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
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
