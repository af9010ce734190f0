package todo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;

/** HTTP clients that applications in Java use, each with its own idea of connections, framing and header fields. */
interface PublicClient {

    String JSON = "application/json";
    String ORIGIN = "https://todobackend.com";

    /** What a client made of an answer. */
    record Answer(int status, Map<String, String> fields, String text) {}

    /** Sends JSON, or nothing if it is empty. */
    Answer send(String method, URI uri, String json) throws IOException, InterruptedException;

    /** {@return one of each} */
    static List<PublicClient> all() {
        return List.of(new Jdk(), new OkHttp(), new Apache());
    }

    private static String list(String first, String second) {
        return first + ", " + second;
    }

    /** {@code java.net.http} of the JDK. */
    final class Jdk implements PublicClient {
        private final HttpClient client = HttpClient.newHttpClient(); // it asks for HTTP/2 first, by an upgrade

        @Override
        public String toString() {
            return "Jdk";
        }

        @Override
        public Answer send(String method, URI uri, String json) throws IOException, InterruptedException {
            var request = HttpRequest.newBuilder(uri).header("Origin", ORIGIN);
            if (json.isEmpty()) {
                request.method(method, BodyPublishers.noBody());
            } else {
                request.header("Content-Type", JSON).method(method, BodyPublishers.ofString(json));
            }
            var answer = client.send(request.build(), BodyHandlers.ofString());
            var fields = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
            answer.headers().map().forEach((name, values) -> fields.put(name, String.join(", ", values)));
            return new Answer(answer.statusCode(), fields, answer.body());
        }
    }

    /** OkHttp, which asks for gzip and opens it by itself. */
    final class OkHttp implements PublicClient {
        private final OkHttpClient client = new OkHttpClient();

        @Override
        public String toString() {
            return "OkHttp";
        }

        @Override
        public Answer send(String method, URI uri, String json) throws IOException {
            var body = json.isEmpty() ? null : RequestBody.create(json, MediaType.get(JSON));
            var request = new Request.Builder()
                    .url(uri.toURL())
                    .header("Origin", ORIGIN)
                    .method(method, body)
                    .build();
            try (var answer = client.newCall(request).execute()) {
                var fields = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
                answer.headers()
                        .forEach(field -> fields.merge(field.getFirst(), field.getSecond(), PublicClient::list));
                return new Answer(answer.code(), fields, answer.body().string());
            }
        }
    }

    /** HttpClient of Apache, the classic one. */
    final class Apache implements PublicClient {
        private final CloseableHttpClient client = HttpClients.createDefault();

        @Override
        public String toString() {
            return "Apache";
        }

        @Override
        public Answer send(String method, URI uri, String json) throws IOException {
            var request = new HttpUriRequestBase(method, uri);
            request.setHeader("Origin", ORIGIN);
            if (!json.isEmpty()) {
                request.setEntity(new StringEntity(json, ContentType.APPLICATION_JSON));
            }
            return client.execute(request, answer -> {
                var fields = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
                for (var field : answer.getHeaders()) {
                    fields.merge(field.getName(), field.getValue(), PublicClient::list);
                }
                var entity = answer.getEntity();
                return new Answer(answer.getCode(), fields, entity == null ? "" : EntityUtils.toString(entity));
            });
        }
    }
}
