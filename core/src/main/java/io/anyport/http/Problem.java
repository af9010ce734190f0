package io.anyport.http;

import io.anyport.mapping.Fault;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A problem document (RFC 9457): what an error looks like to a client, on every target. Immutable. Nothing in it comes
 * from an exception's text.
 */
public final class Problem {

    /** The media type of problem documents. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private final Status status;
    private final String type;
    private final String title;
    private final @Nullable String detail;
    private final @Nullable String requestId;
    private final List<Fault> faults;
    private final Headers headers;

    private Problem(
            Status status,
            String type,
            String title,
            @Nullable String detail,
            @Nullable String requestId,
            List<Fault> faults,
            Headers headers) {
        this.status = status;
        this.type = type;
        this.title = title;
        this.detail = detail;
        this.requestId = requestId;
        this.faults = faults;
        this.headers = headers;
    }

    /**
     * A problem that says no more than its status.
     *
     * @param status the status of the response; its reason phrase is the title
     * @return the problem
     */
    public static Problem of(Status status) {
        String title = status.reason().isEmpty() ? "Status " + status.code() : status.reason();
        return new Problem(status, "about:blank", title, null, null, List.of(), Headers.EMPTY);
    }

    /**
     * A copy of another type.
     *
     * @param type a URI reference that identifies the kind of problem
     * @param title what the type means, the same in each occurrence
     * @return the copy
     */
    public Problem withType(String type, String title) {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(title, "title");
        return new Problem(status, type, title, detail, requestId, faults, headers);
    }

    /**
     * A copy with a detail.
     *
     * @param detail what is wrong in this occurrence, for the client to read
     * @return the copy
     */
    public Problem withDetail(String detail) {
        Objects.requireNonNull(detail, "detail");
        return new Problem(status, type, title, detail, requestId, faults, headers);
    }

    /**
     * A copy with faults, which become the member {@code errors}.
     *
     * @param faults what is wrong with the input
     * @return the copy
     */
    public Problem withFaults(List<Fault> faults) {
        return new Problem(status, type, title, detail, requestId, List.copyOf(faults), headers);
    }

    /**
     * A copy with a header for the response, such as {@code Retry-After}.
     *
     * @param name the field's name
     * @param value its value
     * @return the copy
     */
    public Problem withHeader(String name, String value) {
        return new Problem(status, type, title, detail, requestId, faults, headers.plus(name, value));
    }

    /**
     * A copy with the request's id, by which an operator finds the log entry; for an adapter whose target fails after the application
     * has answered.
     *
     * @param id the id of the invocation
     * @return the copy
     */
    public Problem withRequestId(String id) {
        Objects.requireNonNull(id, "id");
        return new Problem(status, type, title, detail, id, faults, headers);
    }

    /** {@return the status of the response} */
    public Status status() {
        return status;
    }

    /** {@return the URI reference that identifies the kind of problem; {@code about:blank} if the status says it} */
    public String type() {
        return type;
    }

    /** {@return what the type means} */
    public String title() {
        return title;
    }

    /** {@return what is wrong in this occurrence} */
    public Optional<String> detail() {
        return Optional.ofNullable(detail);
    }

    /** {@return what is wrong with the input; empty if the problem is another} */
    public List<Fault> faults() {
        return faults;
    }

    /** {@return the response: the status, the headers, and the document as {@value #MEDIA_TYPE}} */
    public Response response() {
        return Response.of(status)
                .withHeaders(Headers.of("Content-Type", MEDIA_TYPE).plusAll(headers))
                .withBody(Body.of(json()));
    }

    /** {@return the document} */
    public String json() {
        var json = new JsonText().begin();
        if (!type.equals("about:blank")) {
            json.member("type", type);
        }
        json.member("title", title).member("status", status.code());
        if (detail != null) {
            json.member("detail", detail);
        }
        if (requestId != null) {
            json.member("requestId", requestId);
        }
        return (faults.isEmpty() ? json : errors(json)).end().toString();
    }

    private JsonText errors(JsonText json) {
        json.beginList("errors");
        for (var fault : faults) {
            json.begin().member("detail", "expected " + fault.expected());
            if (fault.place() == Fault.Place.BODY) {
                json.member("pointer", "#" + Links.fragment(fault.name()));
            } else {
                json.member("parameter", fault.name())
                        .member("in", fault.place().toString());
            }
            json.end();
        }
        return json.endList();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Problem that && json().equals(that.json()) && headers.equals(that.headers);
    }

    @Override
    public int hashCode() {
        return Objects.hash(status, type, detail, faults);
    }

    @Override
    public String toString() {
        return status + (detail == null ? "" : ": " + detail);
    }
}
