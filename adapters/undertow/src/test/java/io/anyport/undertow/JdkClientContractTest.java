package io.anyport.undertow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import io.anyport.App;
import io.anyport.http.Body;
import io.anyport.http.Headers;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.http.Status;
import io.anyport.junit.HttpTarget;
import io.anyport.junit.HttpTargetContract;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contract, through the JDK's client, in each way that it can speak to a server; what it refuses to send is left to
 * {@link SocketContractTest}.
 */
final class JdkClientContractTest {

    @TempDir
    private static Path folder;

    private static final Map<String, String> OVER_HTTP11 = Map.of(
            "badEscapesAreProblems", "Undertow's parser answers them itself, without content",
            "spacesInFieldValuesAreKept", "Undertow's parser makes them one",
            "tabsInFieldsAreSent", "the JDK's client makes them spaces",
            "theInvocationHasADeadline", "an application on a server has all the time");

    private static final Map<String, String> OVER_HTTP2 = OVER_HTTP11;

    @Nested
    final class Http11 extends Contract {
        Http11() {
            super("http", HttpClient.Version.HTTP_1_1);
        }
    }

    @Nested
    final class Http11OverTls extends Contract {
        Http11OverTls() {
            super("https", HttpClient.Version.HTTP_1_1);
        }
    }

    @Nested
    final class Http2OverTls extends Contract {
        Http2OverTls() {
            super("https", HttpClient.Version.HTTP_2);
        }
    }

    @Nested
    final class Http2InTheClear extends Contract {
        Http2InTheClear() {
            super("http", HttpClient.Version.HTTP_2);
        }
    }

    abstract static class Contract extends HttpTargetContract {

        private final String scheme;
        private final HttpClient.Version version;

        Contract(String scheme, HttpClient.Version version) {
            this.scheme = scheme;
            this.version = version;
        }

        @Override
        protected HttpTarget start(App app) throws Exception {
            var client = HttpClient.newBuilder().version(version);
            var options = ServerOptions.onPort(0).http2(Http2.ALSO_CLEAR);
            if (scheme.equals("https")) {
                var keys = TestKeys.make(folder, "EC", version.name());
                client.sslContext(keys.client());
                options = keys.options();
            }
            return target(UndertowServer.start(app, options), client.build());
        }

        private HttpTarget target(UndertowServer server, HttpClient client) {
            String root = scheme + "://localhost:" + server.port();
            return new HttpTarget() {
                @Override
                public Response handle(Request request) throws IOException, InterruptedException {
                    var received = client.send(convert(request, root), BodyHandlers.ofByteArray());
                    assertEquals(version, received.version());
                    return response(received);
                }

                @Override
                public void close() {
                    server.stop();
                }
            };
        }

        @Override
        protected Map<String, String> cannot() {
            return version == HttpClient.Version.HTTP_2 ? OVER_HTTP2 : OVER_HTTP11;
        }
    }

    private static HttpRequest convert(Request request, String root) {
        var builder = HttpRequest.newBuilder(uri(request, root))
                .method(
                        request.method().name(),
                        BodyPublishers.ofByteArray(request.body().bytes()));
        request.headers().forEach((name, value) -> builder.header(name, checked(value)));
        return builder.build();
    }

    private static URI uri(Request request, String root) {
        String target =
                request.path() + request.rawQuery().map(query -> "?" + query).orElse("");
        try {
            var uri = URI.create(root + checked(target));
            return uri.getRawFragment() == null ? uri : abort("the JDK's client drops a fragment");
        } catch (IllegalArgumentException e) {
            return abort("the JDK's client does not send it: " + e.getMessage());
        }
    }

    private static String checked(String text) {
        boolean isSent = text.chars().allMatch(c -> c < 0x80);
        return isSent ? text : abort("the JDK's client replaces what is not ASCII");
    }

    private static Response response(HttpResponse<byte[]> received) {
        var fields = received.headers().map().entrySet().stream()
                .filter(field -> !field.getKey().equals(":status")) // which the client leaves among them
                .flatMap(field ->
                        field.getValue().stream().flatMap(value -> java.util.stream.Stream.of(field.getKey(), value)))
                .toArray(String[]::new);
        return Response.of(Status.of(received.statusCode()))
                .withHeaders(Headers.of(fields))
                .withBody(Body.of(received.body()));
    }
}
