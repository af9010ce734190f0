package io.anyport.junit;

import io.anyport.http.Body;
import io.anyport.http.Headers;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.http.Status;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import org.junit.jupiter.api.Assumptions;

/**
 * A server on this machine, asked through a real socket by the JDK's client over HTTP/1.1. It may be called by several threads at
 * once. A request that the JDK's client refuses to send aborts the test, with the reason.
 */
public final class ServerTarget implements HttpTarget {

    private final int port;
    private final AutoCloseable server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ServerTarget(int port, AutoCloseable server) {
        this.port = port;
        this.server = server;
    }

    /**
     * A running server.
     *
     * @param port where it listens
     * @param server what stops it
     * @return the target
     */
    public static ServerTarget of(int port, AutoCloseable server) {
        return new ServerTarget(port, server);
    }

    @Override
    public Response handle(Request request) throws IOException, InterruptedException {
        return response(client.send(convert(request), BodyHandlers.ofByteArray()));
    }

    @Override
    public void close() throws IOException {
        try {
            server.close();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private HttpRequest convert(Request request) {
        String target =
                request.path() + request.rawQuery().map(query -> "?" + query).orElse("");
        try {
            var builder = HttpRequest.newBuilder(URI.create("http://localhost:" + port + target))
                    .method(
                            request.method().name(),
                            BodyPublishers.ofByteArray(request.body().bytes()));
            request.headers().forEach(builder::header);
            return builder.build();
        } catch (IllegalArgumentException e) {
            return Assumptions.abort("the JDK's client does not send it: " + e.getMessage());
        }
    }

    private static Response response(HttpResponse<byte[]> received) {
        var fields = new ArrayList<String>();
        received.headers().map().forEach((name, values) -> {
            for (String value : values) {
                fields.add(name);
                fields.add(value);
            }
        });
        return Response.of(Status.of(received.statusCode()))
                .withHeaders(Headers.of(fields.toArray(new String[0])))
                .withBody(Body.of(received.body()));
    }
}
