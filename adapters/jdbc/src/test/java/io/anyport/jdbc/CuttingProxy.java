package io.anyport.jdbc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands before a server and cuts a connection when a certain word is sent: the word on its way there, or the answer. */
final class CuttingProxy implements AutoCloseable {

    private final ServerSocket server;
    private final int port;
    private final Set<Line> open = ConcurrentHashMap.newKeySet();
    private String word = "";
    private volatile boolean arrives;
    private volatile boolean swallows;

    CuttingProxy(int port) throws IOException {
        this.port = port;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** @param arrives whether the word reaches the server, whose answer is then lost */
    synchronized void cutAt(String next, boolean arrives) {
        this.arrives = arrives;
        this.swallows = false;
        this.word = next;
    }

    /** From a certain word on nothing arrives any more, and nobody is told. */
    synchronized void swallow(String next) {
        this.swallows = true;
        this.word = next;
    }

    private static void start(Loop loop) {
        var thread = new Thread(() -> {
            try {
                loop.run();
            } catch (IOException closed) {
                // that is how it ends
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private interface Loop {
        void run() throws IOException;
    }

    private void accept() throws IOException {
        while (true) {
            var line = new Line(server.accept(), new Socket(InetAddress.getLoopbackAddress(), port));
            open.add(line);
            start(line::forward);
            start(line::answer);
        }
    }

    /** Only once: the next connections are left alone. */
    private synchronized boolean cutsAt(String sent) {
        boolean cut = !word.isEmpty() && sent.contains(word);
        word = cut ? "" : word;
        return cut;
    }

    @Override
    public void close() throws IOException {
        server.close();
        open.forEach(Line::hangUp);
    }

    private final class Line {

        private final Socket client;
        private final Socket upstream;
        private volatile boolean mute;

        Line(Socket client, Socket upstream) {
            this.client = client;
            this.upstream = upstream;
        }

        void forward() throws IOException {
            var buffer = new byte[1 << 16];
            for (int n = read(client, buffer); n > 0; n = read(client, buffer)) {
                boolean cut = cutsAt(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
                if (cut && swallows) {
                    drain(buffer);
                    return;
                }
                if (cut && !arrives) {
                    hangUp();
                    return;
                }
                mute = cut;
                upstream.getOutputStream().write(buffer, 0, n);
                if (cut) {
                    break;
                }
            }
            upstream.shutdownOutput(); // the server does what it was sent, and ends the connection
        }

        private void drain(byte[] buffer) throws IOException {
            while (read(client, buffer) > 0) {
                // until the client gives up
            }
            hangUp();
        }

        void answer() throws IOException {
            var buffer = new byte[1 << 16];
            for (int n = read(upstream, buffer); n > 0; n = read(upstream, buffer)) {
                if (!mute) {
                    client.getOutputStream().write(buffer, 0, n);
                }
            }
            hangUp();
        }

        private static int read(Socket socket, byte[] buffer) throws IOException {
            return socket.getInputStream().read(buffer);
        }

        private void hangUp() {
            open.remove(this);
            try {
                client.close();
                upstream.close();
            } catch (IOException closed) {
                // that was the aim
            }
        }
    }
}
