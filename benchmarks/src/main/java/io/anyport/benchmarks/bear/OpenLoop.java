package io.anyport.benchmarks.bear;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/** Asks at a fixed rate, whether or not earlier requests have been answered: each on a connection that is free. For one thread. */
final class OpenLoop implements AutoCloseable {

    private static final int MOST_CONNECTIONS = 3_000;
    private static final double GOOD = 1_000; // milliseconds within which an answer is of use

    private final Selector selector = Selector.open();
    private final ArrayDeque<Client> free = new ArrayDeque<>();
    private final InetSocketAddress address;
    private final byte[] request;
    private int connections;

    private long good;
    private long shed;
    private long failed;
    private long unsent;
    private Latencies latencies = new Latencies();

    /** A connection, and the request on it. */
    private static final class Client {
        private final SocketChannel channel;
        private final ByteBuffer answer = ByteBuffer.allocate(2 * 1024);
        private long due;

        Client(SocketChannel channel) {
            this.channel = channel;
        }

        /** {@return the status, once the answer is complete; 0 before} */
        int status() {
            String text = new String(answer.array(), 0, answer.position(), StandardCharsets.ISO_8859_1);
            int end = text.indexOf("\r\n\r\n");
            int field = text.indexOf("Content-Length: ");
            if (end < 0 || field < 0 || field > end) {
                return 0;
            }
            int length = Integer.parseInt(text.substring(field + 16, text.indexOf('\r', field)));
            return answer.position() < end + 4 + length ? 0 : Integer.parseInt(text.substring(9, 12));
        }
    }

    OpenLoop(int port, String path) throws IOException {
        address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        request = Line.get(path).getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * What came of it.
     *
     * @param goodput answers with 200 in time, a second
     * @param shed answers with 503, a second
     * @param failed other answers, none, and requests for which there was no connection, a second
     * @param p99 milliseconds of the good ones
     */
    record Result(double goodput, double shed, double failed, double p99) {}

    /** Asks for so many seconds. */
    Result run(double perSecond, int seconds) throws IOException {
        good = shed = failed = unsent = 0;
        latencies = new Latencies();
        long pause = (long) (1e9 / perSecond);
        long start = System.nanoTime();
        long end = start + TimeUnit.SECONDS.toNanos(seconds);
        long due = start;
        while (System.nanoTime() - end < 0) {
            for (; due - System.nanoTime() <= 0 && due - end < 0; due += pause) {
                send(due);
            }
            selector.select(this::readable, 1);
        }
        long last = end + TimeUnit.SECONDS.toNanos(5);
        while (free.size() < connections && System.nanoTime() - last < 0) {
            selector.select(this::readable, 1);
        }
        failed += connections - free.size();
        return new Result(
                (double) good / seconds,
                (double) shed / seconds,
                (double) (failed + unsent) / seconds,
                latencies.percentile(99));
    }

    private void send(long due) throws IOException {
        var client = free.poll();
        if (client == null && connections == MOST_CONNECTIONS) {
            unsent++;
            return;
        }
        if (client == null) {
            client = new Client(SocketChannel.open(address));
            client.channel.configureBlocking(false).register(selector, SelectionKey.OP_READ, client);
            connections++;
        }
        client.due = due;
        client.answer.clear();
        if (client.channel.write(ByteBuffer.wrap(request)) < request.length) {
            throw new IOException("a request does not fit into the buffer of its socket");
        }
    }

    private void readable(SelectionKey key) {
        var client = (Client) key.attachment();
        try {
            if (client.channel.read(client.answer) < 0) {
                throw new IOException("ended");
            }
            int status = client.status();
            if (status > 0) {
                count(status, (System.nanoTime() - client.due) / 1e6);
                free.addFirst(client);
            }
        } catch (IOException gone) {
            failed++;
            connections--;
            free.remove(client);
            key.cancel();
        }
    }

    private void count(int status, double milliseconds) {
        if (status == 200 && milliseconds <= GOOD) {
            good++;
            latencies.add(milliseconds);
        } else if (status == 503) {
            shed++;
        } else {
            failed++;
        }
    }

    @Override
    public void close() throws IOException {
        for (var key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
