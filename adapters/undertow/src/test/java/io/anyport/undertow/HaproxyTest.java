package io.anyport.undertow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import io.anyport.http.Filter;
import io.anyport.http.Response;
import io.anyport.undertow.RawRequests.Raw;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real proxy in front. It keeps its connections to the server and puts the requests of all clients on them: if the two did not agree
 * where one ends, the next client's would be answered with something else, or the application would see what nobody has sent.
 */
@Timeout(120)
final class HaproxyTest {

    private static final String PROBE = "GET /probe HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

    @TempDir
    private Path folder;

    @Test
    void theTwoNeverDisagreeWhereARequestEnds() throws Exception {
        Haproxy.assumeInstalled();
        var seen = new ConcurrentLinkedQueue<String>();
        Filter echo = next -> request -> {
            var answer = next.handle(request);
            if (answer.status().code() != 404 && answer.status().code() != 405) {
                return answer;
            }
            seen.add(request.path());
            return Response.ok().text(request.path() + "[" + request.body().bytes().length + "]");
        };
        try (var server = UndertowServer.start(App.of("behind").with(echo), 0)) {
            try (var proxy = Haproxy.start(folder, configuration(server.port()))) {
                for (var raw : RawRequests.all()) {
                    assertAgreed(raw, proxy.port(), seen);
                }
            }
        }
    }

    private static String configuration(int server) {
        return """
                global
                  maxconn 100
                  tune.bufsize 98304
                defaults
                  mode http
                  timeout client 10s
                  timeout server 10s
                  timeout connect 5s
                frontend front
                  bind 127.0.0.1:%%d
                  default_backend back
                backend back
                  http-reuse always
                  server one 127.0.0.1:%d
                """.formatted(server);
    }

    private static void assertAgreed(Raw raw, int port, ConcurrentLinkedQueue<String> seen) throws IOException {
        seen.clear();
        var answers = answers(raw.toBytes(), port);
        long told = answers.stream().filter(answer -> answer.startsWith("/")).count();
        assertEquals(told, seen.size(), raw + ": the application saw " + seen + ", the client " + answers);
        seen.clear();
        assertEquals(
                List.of("/probe[0]"),
                answers(PROBE.getBytes(java.nio.charset.StandardCharsets.US_ASCII), port),
                raw.name());
        assertEquals(List.of("/probe"), List.copyOf(seen), raw.name());
    }

    private static List<String> answers(byte[] request, int port) throws IOException {
        var answers = new ArrayList<String>();
        try (var client = new SocketClient(port)) {
            client.send(request);
            client.finishSending();
            while (answers.size() < 100) {
                var answer = client.answer();
                answers.add(
                        answer.status().code() == 200
                                ? answer.text()
                                : String.valueOf(answer.status().code()));
            }
        } catch (EOFException | java.net.SocketException end) { // however it ends
            assertTrue(answers.size() < 100);
        }
        return answers;
    }
}
