package io.anyport.dynamodb;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A server that has DynamoDB's protocol, and the faults of a network. */
final class FakeDynamoDb implements Closeable {

    /** What becomes of a request. */
    record Answer(Fate fate, int status, String body) {

        enum Fate {
            ANSWERED,
            ANSWERED_THEN_CLOSED,
            CUT,
            SILENT
        }

        /** The connection is closed without an answer. */
        static final Answer CUT = new Answer(Fate.CUT, 0, "");

        /** There is never an answer. */
        static final Answer SILENT = new Answer(Fate.SILENT, 0, "");

        static Answer ok(String body) {
            return new Answer(Fate.ANSWERED, 200, body);
        }

        static Answer error(int status, String code, String message) {
            String type = "com.amazonaws.dynamodb.v20120810#" + code;
            return new Answer(Fate.ANSWERED, status, "{\"__type\":\"" + type + "\",\"message\":\"" + message + "\"}");
        }

        Answer thenClosed() {
            return new Answer(Fate.ANSWERED_THEN_CLOSED, status, body);
        }
    }

    /** A request that was read to its end. */
    record Request(int number, String operation, String body) {}

    /** What the server does. */
    interface Script {
        Answer answer(Request request);
    }

    private final ServerSocket server;
    private final Script script;
    private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<Socket> sockets = Collections.synchronizedList(new ArrayList<>());

    private final CountDownLatch closed = new CountDownLatch(1);

    private volatile boolean deaf;

    FakeDynamoDb(Script script) {
        this.script = script;
        try {
            this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    private static void daemon(Runnable work) {
        var thread = new Thread(work, "fake-dynamodb");
        thread.setDaemon(true);
        thread.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** A client as {@link DynamoDbStore#create} makes it. */
    DynamoDbClient client() {
        return client(endpoint());
    }

    static DynamoDbClient client(URI endpoint) {
        return DynamoDbStore.configured(DynamoDbClient.builder())
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .build();
    }

    /** {@return the requests that arrived, whatever became of them} */
    List<Request> requests() {
        return List.copyOf(requests);
    }

    /** Closes connections from now on before anything was read from them. */
    void deafen() {
        deaf = true;
    }

    /** {@return how many connections there were} */
    int connections() {
        return sockets.size();
    }

    private void accept() {
        try {
            while (true) {
                var socket = server.accept();
                sockets.add(socket);
                if (deaf) {
                    socket.close();
                } else {
                    daemon(() -> serve(socket));
                }
            }
        } catch (IOException closed) {
            // by the test
        }
    }

    /** Waits until the server has closed a connection by itself. */
    void awaitClosed() throws InterruptedException {
        closed.await();
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            for (var answer = next(in); answer != null && write(answer, socket); ) {
                answer = next(in);
            }
            socket.close();
            closed.countDown();
        } catch (IOException closed) {
            // by the client
        }
    }

    private @Nullable Answer next(InputStream in) throws IOException {
        String operation = "";
        int length = 0;
        String line = line(in);
        if (line.isEmpty()) {
            return null;
        }
        for (; !line.isEmpty(); line = line(in)) {
            String field = line.toLowerCase(Locale.ROOT);
            if (field.startsWith("x-amz-target:")) {
                operation = line.substring(line.indexOf('.') + 1);
            } else if (field.startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(line.indexOf(':') + 1).trim());
            }
        }
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        Request request;
        synchronized (requests) {
            request = new Request(requests.size() + 1, operation, body);
            requests.add(request);
        }
        return script.answer(request);
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    /** Answers, and says whether the connection goes on. */
    private static boolean write(Answer answer, Socket socket) throws IOException {
        if (answer.fate() == Answer.Fate.CUT) {
            return false;
        }
        if (answer.fate() == Answer.Fate.SILENT) {
            return socket.getInputStream().read() >= 0;
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 " + answer.status()
                + " -\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: " + body.length + "\r\n\r\n";
        var out = socket.getOutputStream();
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
        return answer.fate() == Answer.Fate.ANSWERED;
    }

    @Override
    public void close() {
        try {
            server.close();
            for (var socket : List.copyOf(sockets)) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
