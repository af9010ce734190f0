package io.anyport.lambda;

import java.util.Arrays;
import java.util.List;

/** Durations of one kind. */
record EmbeddedSeries(String metric, List<String> namesAndValues) {

    static EmbeddedSeries ofRequest(String method, String route, String status) {
        return of(
                "http.server.request.duration",
                "http.request.method",
                method,
                "http.route",
                route,
                "http.response.status_class",
                status);
    }

    static EmbeddedSeries ofBinding(String binding, String error) {
        return of("anyport.task.duration", "binding", binding, "error.type", error);
    }

    static EmbeddedSeries ofStore(String engine, String table, String operation, String error) {
        return of(
                "db.client.operation.duration",
                "db.system.name",
                engine,
                "db.collection.name",
                table,
                "db.operation.name",
                operation,
                "error.type",
                error);
    }

    private static EmbeddedSeries of(String metric, String... namesAndValues) {
        return new EmbeddedSeries(metric, List.of(namesAndValues));
    }

    /** {@return a line of the log, with its end} */
    byte[] line(String namespace, List<Long> nanos, long time) {
        var json = Json.generator(512 + 12 * nanos.size());
        json.writeStartObject();
        json.writeObjectPropertyStart("_aws");
        json.writeNumberProperty("Timestamp", time);
        json.writeArrayPropertyStart("CloudWatchMetrics");
        json.writeStartObject();
        json.writeStringProperty("Namespace", namespace);
        json.writeArrayPropertyStart("Dimensions");
        json.writeStartArray();
        for (int i = 0; i < namesAndValues.size(); i += 2) {
            json.writeString(namesAndValues.get(i));
        }
        json.writeEndArray();
        json.writeEndArray();
        json.writeArrayPropertyStart("Metrics");
        json.writeStartObject();
        json.writeStringProperty("Name", metric);
        json.writeStringProperty("Unit", "Milliseconds");
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        for (int i = 0; i < namesAndValues.size(); i += 2) {
            json.writeStringProperty(namesAndValues.get(i), namesAndValues.get(i + 1));
        }
        json.writeArrayPropertyStart(metric);
        for (long value : nanos) {
            json.writeNumber(millis(value));
        }
        json.writeEndArray();
        json.writeEndObject();
        byte[] written = json.toByteArray();
        byte[] line = Arrays.copyOf(written, written.length + 1);
        line[written.length] = '\n';
        return line;
    }

    private static String millis(long nanos) {
        long micros = nanos / 1000;
        return micros / 1000 + "." + String.valueOf(1000 + micros % 1000).substring(1);
    }
}
