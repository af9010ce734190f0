package io.anyport.jackson;

import io.anyport.mapping.Fault;
import io.anyport.mapping.Mapper;
import io.anyport.mapping.Reading;
import java.lang.reflect.Array;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.BeanDeserializerFactory;

/** Lets the record mapper read a plain type within one that needs databind, so that the rules are the same in both. */
final class PlainDeserializer extends ValueDeserializer<Object> {

    /** The attribute that says whether absence is a fault. */
    static final String STRICT = "strict";

    private final Mapper<?> mapper;
    private final JavaType type;

    PlainDeserializer(Mapper<?> mapper, JavaType type) {
        this.mapper = mapper;
        this.type = type;
    }

    /** Databind's own deserializer where an annotation asks for another form than the rules give. */
    @Override
    public ValueDeserializer<?> createContextual(DeserializationContext databind, @Nullable BeanProperty property) {
        if (property == null
                || PlainTypes.isByTheRules(property.findPropertyFormat(databind.getConfig(), type.getRawClass()))) {
            return this;
        }
        var own = BeanDeserializerFactory.instance.createBeanDeserializer(
                databind, type, databind.lazyIntrospectBeanDescription(type));
        return databind.handlePrimaryContextualization(own, property, type);
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext databind) {
        var reading = isStrict(databind) ? Reading.strict() : Reading.lenient();
        Object value = mapper.read(new JacksonReader(parser, reading), reading);
        if (value == null) {
            throw new Refused(reading.faults());
        }
        return value;
    }

    /** What stands for null and for absence: nothing in an {@code Optional}, a fault for all else in a strict reading. */
    @Override
    public @Nullable Object getNullValue(DeserializationContext databind) {
        if (type.getRawClass() == Optional.class) {
            return Optional.empty();
        }
        if (isStrict(databind)) {
            throw new Refused(List.of(new Fault(Fault.Place.BODY, "", mapper.expected())));
        }
        return type.isPrimitive() ? Array.get(Array.newInstance(type.getRawClass(), 1), 0) : null;
    }

    private static boolean isStrict(DeserializationContext databind) {
        return Boolean.TRUE.equals(databind.getAttribute(STRICT));
    }
}
