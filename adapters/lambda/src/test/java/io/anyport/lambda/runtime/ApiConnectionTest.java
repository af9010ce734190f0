package io.anyport.lambda.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a connection takes for the answer to its request. */
@Timeout(30)
final class ApiConnectionTest {

    private static CompletableFuture<String> get(ApiConnection api, String path) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return new String(api.get(path).content(), ISO_8859_1);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static String requested(Socket socket) throws IOException {
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
        String first = in.readLine();
        while (!in.readLine().isEmpty()) {}
        return first;
    }

    private static void answer(Socket socket, String content) throws IOException {
        socket.getOutputStream().write(ScriptedApi.answer(200, "", content).getBytes(ISO_8859_1));
    }

    /** As of a server that gives up a connection on which nothing happens. */
    @ParameterizedTest
    @ValueSource(
            strings = {"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n", "HTTP/1.1 202 Accepted\r\n\r\n", "x"
            })
    void whatComesUnaskedIsNoAnswer(String unasked) throws Exception {
        try (var server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
                var api = new ApiConnection("127.0.0.1:" + server.getLocalPort())) {
            var first = get(api, "first");
            try (var connection = server.accept()) {
                requested(connection);
                answer(connection, "one");
                assertEquals("one", first.get());
                connection.getOutputStream().write(unasked.getBytes(ISO_8859_1));
                var second = get(api, "second");
                try (var another = server.accept()) {
                    assertEquals("GET /2018-06-01/runtime/second HTTP/1.1", requested(another));
                    answer(another, "two");
                    assertEquals("two", second.get());
                }
            }
        }
    }

    @Test
    void aQuietConnectionIsUsedAgain() throws Exception {
        try (var server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
                var api = new ApiConnection("127.0.0.1:" + server.getLocalPort())) {
            var first = get(api, "first");
            try (var connection = server.accept()) {
                requested(connection);
                answer(connection, "one");
                assertEquals("one", first.get());
                var second = get(api, "second");
                assertEquals("GET /2018-06-01/runtime/second HTTP/1.1", requested(connection));
                answer(connection, "two");
                assertEquals("two", second.get());
            }
        }
    }
}
