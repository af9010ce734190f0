package io.anyport.lambda;

import io.anyport.Caller;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What HTTP front doors put around a request, all of them together; {@link EventReader} fills it. A field that is missing or null is
 * null here; which ones there must be is the matter of the wire formats. Lists of fields and parameters are names and values in turn.
 */
final class Envelope {

    /** The version of the payload format. */
    @Nullable
    String version;

    @Nullable
    String body;

    /** Whether the body is bytes in base64, not text. */
    boolean isBase64;

    final List<String> headers = new ArrayList<>(48);

    /** Null if there is no field for them, which says in which mode a balancer is. */
    @Nullable
    List<String> multiHeaders;

    /** In payload 2.0 cookies stand apart. */
    List<String> cookies = List.of();

    /** The path with what stands in front of the application's own, in payload 2.0; decoded or not, as the front door does it. */
    @Nullable
    String rawPath;

    /** The query, encoded. */
    @Nullable
    String rawQuery;

    /** The method in all formats but payload 2.0. */
    @Nullable
    String httpMethod;

    /** The path in all formats but payload 2.0. */
    @Nullable
    String path;

    @Nullable
    String resource;

    @Nullable
    String resourcePath;

    @Nullable
    List<String> pathParameters;

    List<String> query = List.of();
    List<String> multiQuery = List.of();

    /** The method in payload 2.0. */
    @Nullable
    String method;

    /** The path as the client wrote it, in payload 1.0. */
    @Nullable
    String clientPath;

    /** The host by which the client reached the front door. */
    @Nullable
    String domainName;

    @Nullable
    String stage;

    /** The front door's own id of the request. */
    @Nullable
    String requestId;

    /** The address of the client. */
    @Nullable
    String sourceIp;

    @Nullable
    Caller caller;

    /** Whether a balancer sent it. */
    boolean isBalancer;

    /** What it is if nothing ever handles it, although it may look like a request, a delivery or any input. */
    @Nullable
    String unhandled;

    /** A WebSocket's. */
    @Nullable
    String connectionId;

    /** What services other than front doors have: a list of records, or the fields of a bus. */
    @Nullable
    Records records;

    @Nullable
    BusEvent bus;

    /** A field that is there but is not of its kind. */
    @Nullable
    String illTyped;

    /** {@return the format that the event is of, or null} */
    @Nullable
    WireFormat format() {
        if (unhandled != null || connectionId != null) {
            return null;
        }
        if (method != null && rawPath != null && "2.0".equals(version)) {
            return HttpApi.FORMAT;
        }
        if (httpMethod == null || path == null) {
            return null;
        }
        if (isBalancer) {
            return multiHeaders == null ? Alb.FORMAT : AlbMulti.FORMAT;
        }
        return template() == null ? null : RestApi.FORMAT;
    }

    /** {@return the template that an API has for the path, which stands in two places} */
    @Nullable
    String template() {
        return resource == null ? resourcePath : resource;
    }
}
