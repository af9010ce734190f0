package io.anyport.undertow;

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
import java.util.Map;

/** The contract, through the JDK's client; what it refuses to send is left to {@link SocketContractTest}. */
final class JdkClientContractTest extends HttpTargetContract {

    @Override
    protected HttpTarget start(App app) {
        var server = UndertowServer.start(app, 0);
        var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return new HttpTarget() {
            @Override
            public Response handle(Request request) throws IOException, InterruptedException {
                return response(client.send(convert(request, server.port()), BodyHandlers.ofByteArray()));
            }

            @Override
            public void close() {
                server.stop();
            }
        };
    }

    private static HttpRequest convert(Request request, int port) {
        var builder = HttpRequest.newBuilder(uri(request, port))
                .method(
                        request.method().name(),
                        BodyPublishers.ofByteArray(request.body().bytes()));
        request.headers().forEach((name, value) -> builder.header(name, checked(value)));
        return builder.build();
    }

    private static URI uri(Request request, int port) {
        String target =
                request.path() + request.rawQuery().map(query -> "?" + query).orElse("");
        try {
            var uri = URI.create("http://localhost:" + port + checked(target));
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
                .flatMap(field ->
                        field.getValue().stream().flatMap(value -> java.util.stream.Stream.of(field.getKey(), value)))
                .toArray(String[]::new);
        return Response.of(Status.of(received.statusCode()))
                .withHeaders(Headers.of(fields))
                .withBody(Body.of(received.body()));
    }

    @Override
    protected Map<String, String> cannot() {
        return Map.of(
                "badEscapesAreProblems", "Undertow's parser answers them itself, without content",
                "spacesInFieldValuesAreKept", "Undertow's parser makes them one",
                "tabsInFieldsAreSent", "the JDK's client makes them spaces",
                "theInvocationHasADeadline", "an application on a server has all the time");
    }
}
