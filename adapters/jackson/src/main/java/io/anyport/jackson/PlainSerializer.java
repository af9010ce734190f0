package io.anyport.jackson;

import io.anyport.mapping.Mapper;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.ser.BeanSerializerFactory;

/** Lets the record mapper write a plain type within one that needs databind. */
final class PlainSerializer extends ValueSerializer<Object> {

    private final Mapper<Object> mapper;
    private final JavaType type;

    @SuppressWarnings("unchecked") // databind asks for the serializer by the type of the values
    PlainSerializer(Mapper<?> mapper, JavaType type) {
        this.mapper = (Mapper<Object>) mapper;
        this.type = type;
    }

    /** Databind's own serializer where an annotation asks for another form than the rules give. */
    @Override
    public ValueSerializer<?> createContextual(SerializationContext databind, @Nullable BeanProperty property) {
        var format = property == null ? null : property.findPropertyFormat(databind.getConfig(), type.getRawClass());
        if (PlainTypes.isByTheRules(format)) {
            return this;
        }
        var own = BeanSerializerFactory.instance.createSerializer(
                databind, type, databind.lazyIntrospectBeanDescription(type), format);
        return databind.handlePrimaryContextualization(own, property);
    }

    @Override
    public void serialize(Object value, JsonGenerator generator, SerializationContext databind) {
        mapper.write(value, new JacksonWriter(generator));
    }

    @Override
    public boolean isEmpty(SerializationContext databind, Object value) {
        return value instanceof Optional<?> optional && optional.isEmpty();
    }
}
