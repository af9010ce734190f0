package io.anyport.undertow;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The instance metadata service, version 2 (Amazon EC2 User Guide, "Use IMDSv2"): each request shows a token, which is asked for first,
 * and anew when it is refused. For one thread.
 */
final class Ec2Metadata {

    private static final String TOKEN = "X-aws-ec2-metadata-token";
    private static final int TOKEN_SECONDS = 6 * 60 * 60; // the longest
    private static final int MILLISECONDS = 1_000; // it is on this machine
    private static final int MOST_BYTES = 4 * 1024;

    private final String endpoint;
    private @Nullable String token;

    Ec2Metadata(URI endpoint) {
        this.endpoint = endpoint.toString().replaceFirst("/+$", "") + "/latest/";
    }

    /**
     * {@return what stands under a name; empty if nothing does}
     *
     * @throws IOException if there is no service, or none that answers as it should
     */
    Optional<String> get(String name) throws IOException {
        boolean isNew = token == null;
        String shown = isNew ? newToken() : String.valueOf(token);
        var connection = open("GET", "meta-data/" + name);
        connection.setRequestProperty(TOKEN, shown);
        if (connection.getResponseCode() == HttpURLConnection.HTTP_UNAUTHORIZED) {
            discard(connection);
            token = null;
            if (isNew) {
                throw new IOException("it refuses the token that it has just given");
            }
            return get(name);
        }
        return answer(connection);
    }

    private String newToken() throws IOException {
        var connection = open("PUT", "api/token");
        connection.setRequestProperty(TOKEN + "-ttl-seconds", String.valueOf(TOKEN_SECONDS));
        connection.setDoOutput(true);
        connection.getOutputStream().close();
        String given = answer(connection).orElseThrow(() -> new FileNotFoundException("it has no tokens"));
        token = given;
        return given;
    }

    private HttpURLConnection open(String method, String path) throws IOException {
        var connection = (HttpURLConnection) URI.create(endpoint + path).toURL().openConnection(Proxy.NO_PROXY);
        connection.setRequestMethod(method);
        connection.setConnectTimeout(MILLISECONDS);
        connection.setReadTimeout(MILLISECONDS);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        return connection;
    }

    private static Optional<String> answer(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        if (status == HttpURLConnection.HTTP_OK) {
            try (var stream = connection.getInputStream()) {
                return Optional.of(new String(stream.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).strip());
            }
        }
        discard(connection);
        if (status == HttpURLConnection.HTTP_NOT_FOUND) {
            return Optional.empty();
        }
        throw new IOException("it answers " + status);
    }

    /** So that the connection can be used again. */
    private static void discard(HttpURLConnection connection) throws IOException {
        try (var stream = connection.getErrorStream()) {
            if (stream != null) {
                stream.readNBytes(MOST_BYTES);
            }
        }
    }

    /** {@return whether it has ever answered, which it does on EC2 alone} */
    boolean isThere() {
        return token != null;
    }
}
