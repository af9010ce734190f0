package io.anyport.lambda.local;

import io.anyport.http.ProblemException;
import io.anyport.http.Request;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What all front doors make of a request before each writes it in its own way. */
final class ClientRequest {

    /** Fields that end at the front door. */
    private static final Set<String> NOT_SENT_ON =
            Set.of("connection", "keep-alive", "proxy-connection", "te", "transfer-encoding", "upgrade");

    private final Request request;
    private final byte[] body;

    ClientRequest(Request request) {
        this.request = request;
        this.body = request.body().bytes();
    }

    Request request() {
        return request;
    }

    byte[] body() {
        return body;
    }

    /** {@return the fields with those that a front door adds; values by name, which is in lower case or as it first came} */
    Map<String, List<String>> fields(boolean inLowerCase) {
        var fields = new LinkedHashMap<String, List<String>>();
        request.headers().forEach((name, value) -> {
            if (!NOT_SENT_ON.contains(name.toLowerCase(Locale.ROOT))) {
                fields.computeIfAbsent(key(fields, name, inLowerCase), key -> new ArrayList<>())
                        .add(value);
            }
        });
        add(fields, "Host", request.origin().authority(), inLowerCase);
        if (body.length > 0) {
            add(fields, "Content-Length", String.valueOf(body.length), inLowerCase);
        }
        add(fields, "X-Amzn-Trace-Id", "Root=1-" + hex(8) + "-" + hex(24), inLowerCase);
        forward(fields, inLowerCase);
        return fields;
    }

    private static String key(Map<String, List<String>> fields, String name, boolean inLowerCase) {
        if (inLowerCase) {
            return name.toLowerCase(Locale.ROOT);
        }
        return fields.keySet().stream().filter(name::equalsIgnoreCase).findAny().orElse(name);
    }

    private static void add(Map<String, List<String>> fields, String name, String value, boolean inLowerCase) {
        fields.putIfAbsent(key(fields, name, inLowerCase), List.of(value));
    }

    /** The address of the client goes behind what the client says. */
    private void forward(Map<String, List<String>> fields, boolean inLowerCase) {
        String hops = key(fields, "X-Forwarded-For", inLowerCase);
        var before = fields.get(hops);
        fields.put(hops, List.of(before == null ? address() : String.join(", ", before) + ", " + address()));
        boolean isSecure = request.origin().scheme().equals("https");
        fields.put(key(fields, "X-Forwarded-Port", inLowerCase), List.of(isSecure ? "443" : "80"));
        fields.put(
                key(fields, "X-Forwarded-Proto", inLowerCase),
                List.of(request.origin().scheme()));
    }

    /** {@return the decoded parameters, values by name} */
    Map<String, List<String>> decodedParameters() {
        var parameters = new LinkedHashMap<String, List<String>>();
        try {
            var query = request.query();
            for (int i = 0; i < query.size(); i++) {
                parameters
                        .computeIfAbsent(query.name(i), name -> new ArrayList<>())
                        .add(query.value(i));
            }
        } catch (ProblemException undecodable) {
            throw new IllegalArgumentException("query cannot be decoded", undecodable);
        }
        return parameters;
    }

    /** {@return the parameters as they came, values by name} */
    Map<String, List<String>> rawParameters() {
        var parameters = new LinkedHashMap<String, List<String>>();
        for (String pair : request.rawQuery().orElse("").split("&", -1)) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                parameters
                        .computeIfAbsent(equals < 0 ? pair : pair.substring(0, equals), name -> new ArrayList<>())
                        .add(equals < 0 ? "" : pair.substring(equals + 1));
            }
        }
        return parameters;
    }

    String address() {
        return request.invocation().clientAddress().orElse("127.0.0.1");
    }

    /** {@return whether the body can stand in an event as text} */
    boolean isPlainUtf8() {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return request.header("Content-Encoding").isEmpty();
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** {@return digits that are new each time} */
    static String hex(int length) {
        return UUID.randomUUID().toString().replace("-", "").substring(0, length);
    }
}
