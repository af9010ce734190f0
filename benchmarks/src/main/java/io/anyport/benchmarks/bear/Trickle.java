package io.anyport.benchmarks.bear;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Many clients that send a byte each second, in one thread. */
final class Trickle implements Runnable {

    private static final String HEAD = "GET /plaintext HTTP/1.1\r\nHost: localhost\r\nX-Slow: ";
    private static final String BODY =
            "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 100000\r\n\r\n";

    /** One of them. */
    private static final class Client {
        private final SocketChannel channel;
        private final boolean isHead;
        private final long start = System.nanoTime();
        private final ByteBuffer answer = ByteBuffer.allocate(1024);
        private double ended = -1;
        private String status = "";

        Client(int port, boolean isHead) throws IOException {
            this.isHead = isHead;
            channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.write(bytes(isHead ? HEAD : BODY));
            channel.configureBlocking(false);
        }

        /** A byte more, unless the server has ended it. */
        void trickle(boolean sends) {
            if (ended >= 0) {
                return;
            }
            try {
                int count = channel.read(answer);
                if (count < 0) {
                    end();
                } else if (sends && answer.position() == 0) {
                    channel.write(bytes("a"));
                }
            } catch (IOException reset) {
                end();
            }
        }

        private void end() {
            ended = (System.nanoTime() - start) / 1e9;
            status = new String(answer.array(), 0, Math.min(12, answer.position()), StandardCharsets.ISO_8859_1);
            try {
                channel.close();
            } catch (IOException ignored) { // as it should be
            }
        }

        private static ByteBuffer bytes(String text) {
            return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private final List<Client> clients = new ArrayList<>();
    private final long longest;

    private Trickle(long longest) {
        this.longest = longest;
    }

    /** Begins so many, half of them with a head and half with a body. */
    static Trickle begin(int port, int count, int longestSeconds) throws IOException {
        var trickle = new Trickle(System.nanoTime() + TimeUnit.SECONDS.toNanos(longestSeconds));
        for (int i = 0; i < count; i++) {
            trickle.clients.add(new Client(port, i % 2 == 0));
        }
        return trickle;
    }

    @Override
    public void run() {
        for (int i = 0; open() > 0 && System.nanoTime() - longest < 0; i++) {
            for (var client : clients) {
                client.trickle(i % 10 == 0);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    long open() {
        return clients.stream().filter(client -> client.ended < 0).count();
    }

    /** {@return how many were told that they are late} */
    long told() {
        return clients.stream().filter(client -> client.status.endsWith("408")).count();
    }

    /** {@return after how many seconds the last one was ended} */
    double last(boolean heads) {
        return clients.stream()
                .filter(client -> client.isHead == heads)
                .mapToDouble(client -> client.ended)
                .max()
                .orElse(0);
    }
}
