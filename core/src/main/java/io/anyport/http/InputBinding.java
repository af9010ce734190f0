package io.anyport.http;

import io.anyport.codec.Codec;
import io.anyport.mapping.Draft;
import io.anyport.mapping.Fault;
import io.anyport.mapping.Reading;
import io.anyport.mapping.RecordMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
    private final int[] parameters; // of each component that comes from the path: which one of the template's
    private final boolean hasBody;
    private final boolean isBodyOptional;

    private InputBinding(Class<I> type, @Nullable RecordMapper<I> mapper, PathTemplate template, Fault.Place[] places) {
        this.type = type;
        this.mapper = mapper;
        this.template = template;
        this.places = places;
        this.parameters = new int[places.length];
        boolean isFromBody = mapper == null;
        boolean isOptional = mapper != null;
        for (int i = 0; i < places.length && mapper != null; i++) {
            var component = mapper.component(i);
            parameters[i] = template.parameters().indexOf(component.name());
            isFromBody |= places[i] == Fault.Place.BODY;
            isOptional &= places[i] != Fault.Place.BODY || component.isOptional();
        }
        this.hasBody = isFromBody;
        this.isBodyOptional = isOptional;
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
        boolean isInPath = template.parameters().contains(component.name());
        if ((isInPath || method.bindsQuery()) && !component.isTextual()) {
            throw new IllegalArgumentException(
                    where(method, template, mapper.type()) + ": component '" + component.name()
                            + "' cannot come from " + (isInPath ? "the path" : "the query") + ": "
                            + component.type().getTypeName()
                            + " has no text form");
        }
        return isInPath ? Fault.Place.PATH : method.bindsQuery() ? Fault.Place.QUERY : Fault.Place.BODY;
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
        for (String name : template.parameters()) {
            if (mapper == null || mapper.index(name) < 0) {
                throw new IllegalArgumentException(
                        where(method, template, type) + ": it has no component for the path's {" + name + "}");
            }
        }
    }

    Class<I> type() {
        return type;
    }

    /**
     * {@return the input}
     *
     * @throws ProblemException with 400 and all faults if the request is not valid, or 415 if its body is of another type
     */
    I bind(Request request, Codec codec) {
        var reading = Reading.strict();
        I input = mapper == null
                ? codec.read(content(request, codec), type, reading)
                : bindRecord(mapper, request, codec, reading);
        if (input == null) {
            throw refuse(reading.faults());
        }
        return input;
    }

    private @Nullable I bindRecord(RecordMapper<I> record, Request request, Codec codec, Reading reading) {
        var draft = record.draft();
        for (int i = 0; i < places.length; i++) {
            if (places[i] == Fault.Place.PATH) {
                reading.in(Fault.Place.PATH);
                bindPath(i, draft, request, reading);
            } else if (places[i] == Fault.Place.QUERY) {
                reading.in(Fault.Place.QUERY);
                draft.parse(i, request.query().all(record.component(i).name()), reading);
            }
        }
        reading.in(Fault.Place.BODY);
        if (!hasBody || (isBodyOptional && isAbsent(request))) {
            return draft.finish(reading);
        }
        return codec.read(content(request, codec), draft, reading);
    }

    private void bindPath(int i, Draft<I> draft, Request request, Reading reading) {
        var match = Objects.requireNonNull(request.match(), "match");
        if (!template.isRest(parameters[i])) {
            draft.parse(i, match.value(parameters[i]), reading);
        } else if (draft.mapper().component(i).isMany()) {
            draft.parse(i, match.rest(), reading);
        } else {
            draft.parse(i, joined(match.rest()), reading);
        }
    }

    /** A rest as one text: its segments with slashes between them, so none of them may have one inside. */
    private static String joined(List<String> segments) {
        for (String segment : segments) {
            if (segment.indexOf('/') >= 0) {
                throw ProblemException.badRequest("The path has an encoded slash where a slash separates.");
            }
        }
        return String.join("/", segments);
    }

    private static boolean isAbsent(Request request) {
        return !request.headers().contains("Content-Type")
                && request.body().length().orElse(1) == 0;
    }

    /** {@return the body's bytes, if it is of the type that the codec reads} An absent body is an empty document. */
    private static byte[] content(Request request, Codec codec) {
        if (!isAbsent(request) && !isReadable(request.headers(), codec.mediaType())) {
            throw ProblemException.of(Problem.of(Status.UNSUPPORTED_MEDIA_TYPE)
                    .withDetail("The body must be " + codec.mediaType() + " in UTF-8, without a content encoding.")
                    .withHeader("Accept", codec.mediaType()));
        }
        return request.body().bytes();
    }

    private static boolean isReadable(Headers headers, String mediaType) {
        String encoding = headers.combined("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            return false;
        }
        String header = headers.combined("Content-Type");
        if (header == null || header.equals(mediaType)) {
            return header != null;
        }
        var type = MediaType.parse(header);
        return type != null && type.isA(mediaType) && type.isUtf8();
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
