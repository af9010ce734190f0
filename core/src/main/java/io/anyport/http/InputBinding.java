package io.anyport.http;

import io.anyport.codec.Codec;
import io.anyport.mapping.Draft;
import io.anyport.mapping.Fault;
import io.anyport.mapping.Reading;
import io.anyport.mapping.RecordMapper;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an input is put together from a request. Components that the path template names come from the path, and only from there;
 * for GET, HEAD and DELETE the rest come from the query; otherwise the rest come from the body.
 */
final class InputBinding<I> {

    private final Class<I> type;
    private final @Nullable RecordMapper<I> mapper; // null for an input that is the whole body
    private final PathTemplate template;
    private final Fault.Place[] places; // of each component

    private InputBinding(Class<I> type, @Nullable RecordMapper<I> mapper, PathTemplate template, Fault.Place[] places) {
        this.type = type;
        this.mapper = mapper;
        this.template = template;
        this.places = places;
    }

    static <I> InputBinding<I> of(Method method, PathTemplate template, Class<I> type) {
        if (!type.isRecord()) {
            if (method.bindsQuery() || !template.parameters().isEmpty()) {
                throw new IllegalArgumentException(where(method, template, type)
                        + " must be a record, since parts of it come from the path or the query");
            }
            return new InputBinding<>(type, null, template, new Fault.Place[0]);
        }
        var mapper = RecordMapper.ofRecord(type);
        var places = new Fault.Place[mapper.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = place(method, template, mapper, i);
        }
        return new InputBinding<>(type, mapper, template, places);
    }

    private static Fault.Place place(Method method, PathTemplate template, RecordMapper<?> mapper, int i) {
        var component = mapper.component(i);
        boolean inPath = template.parameters().containsKey(component.name());
        if ((inPath || method.bindsQuery()) && !component.isTextual()) {
            throw new IllegalArgumentException(
                    where(method, template, mapper.type()) + ": component '" + component.name()
                            + "' cannot come from " + (inPath ? "the path" : "the query") + ": "
                            + component.type().getTypeName()
                            + " has no text form");
        }
        return inPath ? Fault.Place.PATH : method.bindsQuery() ? Fault.Place.QUERY : Fault.Place.BODY;
    }

    private static String where(Method method, PathTemplate template, Class<?> type) {
        return "route " + method + " " + template + ", input " + type.getSimpleName();
    }

    /** {@return the same input in another place} */
    InputBinding<I> at(Method method, PathTemplate other) {
        return of(method, other, type);
    }

    /** Checks that each parameter of the path has a component; done when the template has all its prefixes. */
    void check(Method method) {
        for (String name : template.parameters().keySet()) {
            if (mapper == null || mapper.index(name) < 0) {
                throw new IllegalArgumentException(
                        where(method, template, type) + ": it has no component for the path's {" + name + "}");
            }
        }
    }

    Class<I> type() {
        return type;
    }

    /** {@return the input} */
    I bind(Request request, Codec codec) {
        var reading = Reading.strict();
        I input = mapper == null ? readBody(request, codec, reading) : bindRecord(mapper, request, codec, reading);
        if (input == null) {
            throw refuse(reading.faults());
        }
        return input;
    }

    private @Nullable I readBody(Request request, Codec codec, Reading reading) {
        return codec.read(content(request, codec), type, reading);
    }

    private @Nullable I bindRecord(RecordMapper<I> record, Request request, Codec codec, Reading reading) {
        var draft = record.draft();
        boolean needsBody = false;
        for (int i = 0; i < places.length; i++) {
            switch (places[i]) {
                case PATH -> bindPath(record, i, draft, request, reading.in(Fault.Place.PATH));
                case QUERY -> bindQuery(record, i, draft, request, reading.in(Fault.Place.QUERY));
                case BODY -> needsBody = true;
            }
        }
        reading.in(Fault.Place.BODY);
        return needsBody ? finishFromBody(draft, request, codec, reading) : draft.finish(reading);
    }

    private void bindPath(RecordMapper<I> record, int i, Draft<I> draft, Request request, Reading reading) {
        String name = record.component(i).name();
        var match = request.match();
        String single = match == null ? null : match.single(template, name);
        if (single != null) {
            draft.parse(i, List.of(single), reading);
        } else if (record.component(i).isMany()) {
            draft.parse(i, request.parameters(name), reading);
        } else {
            bindRest(i, draft, request.parameters(name), reading);
        }
    }

    /** A rest as one text: its segments with slashes between them, so none of them may have one inside. */
    private static void bindRest(int i, Draft<?> draft, List<String> segments, Reading reading) {
        for (String segment : segments) {
            if (segment.indexOf('/') >= 0) {
                throw ProblemException.badRequest("The path has an encoded slash where a slash separates.");
            }
        }
        draft.parse(i, List.of(String.join("/", segments)), reading);
    }

    private void bindQuery(RecordMapper<I> record, int i, Draft<I> draft, Request request, Reading reading) {
        draft.parse(i, request.query().all(record.component(i).name()), reading);
    }

    private @Nullable I finishFromBody(Draft<I> draft, Request request, Codec codec, Reading reading) {
        boolean isAbsent = !request.headers().contains("Content-Type")
                && request.body().length().orElse(1) == 0;
        if (isAbsent && isBodyOptional()) {
            return draft.finish(reading);
        }
        return codec.read(content(request, codec), draft, reading);
    }

    private boolean isBodyOptional() {
        for (int i = 0; i < places.length; i++) {
            if (places[i] == Fault.Place.BODY
                    && mapper != null
                    && !mapper.component(i).isOptional()) {
                return false;
            }
        }
        return true;
    }

    /** {@return the body's bytes, if it is of the type that the codec reads} An absent body is an empty document. */
    private static byte[] content(Request request, Codec codec) {
        var body = request.body();
        String header = request.headers().value("Content-Type");
        if (header == null && body.length().orElse(1) == 0) {
            return body.bytes();
        }
        var type = header == null ? null : MediaType.parse(header);
        String encoding = request.headers().value("Content-Encoding");
        boolean isEncoded = encoding != null && !encoding.equalsIgnoreCase("identity");
        if (type == null || !type.isA(codec.mediaType()) || !type.isUtf8() || isEncoded) {
            throw ProblemException.of(Problem.of(Status.UNSUPPORTED_MEDIA_TYPE)
                    .withDetail("The body must be " + codec.mediaType() + " in UTF-8, without a content encoding.")
                    .withHeader("Accept", codec.mediaType()));
        }
        return body.bytes();
    }

    /** {@return the answer to faults, each with the place that its component came from} */
    ProblemException refuse(List<Fault> faults) {
        var placed = new ArrayList<Fault>(faults.size());
        for (var fault : faults) {
            placed.add(place(fault));
        }
        return ProblemException.of(
                Problem.of(Status.BAD_REQUEST).withDetail(CatchAll.INVALID).withFaults(placed));
    }

    /** Records and logic know components, not where they came from. */
    private Fault place(Fault fault) {
        if (mapper != null && fault.place() == Fault.Place.BODY && fault.name().startsWith("/")) {
            String name = fault.name().substring(1);
            int index = mapper.index(name);
            if (index >= 0 && places[index] != Fault.Place.BODY) {
                return new Fault(places[index], name, fault.expected());
            }
        }
        return fault;
    }
}
