package io.anyport.jackson;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.anyport.mapping.Mapper;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.Version;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.deser.Deserializers;
import tools.jackson.databind.jsontype.TypeDeserializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.ser.Serializers;
import tools.jackson.databind.type.ArrayType;
import tools.jackson.databind.type.CollectionType;
import tools.jackson.databind.type.MapType;
import tools.jackson.databind.type.ReferenceType;

/** Hands plain types within others back from databind to the record mapper. */
final class PlainTypes extends JacksonModule {

    @Override
    public String getModuleName() {
        return "io.anyport";
    }

    @Override
    public Version version() {
        return Version.unknownVersion();
    }

    @Override
    public void setupModule(SetupContext databind) {
        databind.addDeserializers(new Reading());
        databind.addSerializers(new Writing());
    }

    /** Whether an annotation leaves the form of a value to the rules. */
    static boolean isByTheRules(JsonFormat.@Nullable Value format) {
        return format == null || format.equals(JsonFormat.Value.empty());
    }

    private static @Nullable Mapper<?> mapper(JavaType type) {
        // Object is databind's to write by the class of the value, and JDK types that are no values have no mapper.
        return type.getRawClass() == Object.class ? null : Plain.find(standard(type));
    }

    private static Type standard(JavaType type) {
        int count = type.isArrayType() ? 0 : type.containedTypeCount();
        if (count == 0) {
            return type.getRawClass();
        }
        var arguments = new ArrayList<Type>(count);
        for (int i = 0; i < count; i++) {
            arguments.add(standard(type.containedType(i)));
        }
        return new Parameterized(type.getRawClass(), arguments);
    }

    private record Parameterized(Class<?> raw, List<Type> arguments) implements ParameterizedType {
        @Override
        public Type[] getActualTypeArguments() {
            return arguments.toArray(new Type[0]);
        }

        @Override
        public Type getRawType() {
            return raw;
        }

        @Override
        public @Nullable Type getOwnerType() {
            return raw.getDeclaringClass();
        }
    }

    /** The reading half. */
    private static final class Reading implements Deserializers {

        private static @Nullable ValueDeserializer<?> find(JavaType type) {
            var mapper = mapper(type);
            return mapper == null ? null : new PlainDeserializer(mapper, type);
        }

        @Override
        public @Nullable ValueDeserializer<?> findEnumDeserializer(
                JavaType type, DeserializationConfig config, BeanDescription.Supplier description) {
            return find(type);
        }

        @Override
        public @Nullable ValueDeserializer<?> findBeanDeserializer(
                JavaType type, DeserializationConfig config, BeanDescription.Supplier description) {
            return find(type);
        }

        @Override
        public @Nullable ValueDeserializer<?> findReferenceDeserializer(
                ReferenceType type,
                DeserializationConfig config,
                BeanDescription.Supplier description,
                TypeDeserializer contentType,
                ValueDeserializer<?> content) {
            return find(type);
        }

        @Override
        public @Nullable ValueDeserializer<?> findArrayDeserializer(
                ArrayType type,
                DeserializationConfig config,
                BeanDescription.Supplier description,
                TypeDeserializer elementType,
                ValueDeserializer<?> element) {
            return find(type);
        }

        @Override
        public @Nullable ValueDeserializer<?> findCollectionDeserializer(
                CollectionType type,
                DeserializationConfig config,
                BeanDescription.Supplier description,
                TypeDeserializer elementType,
                ValueDeserializer<?> element) {
            return find(type);
        }

        @Override
        public @Nullable ValueDeserializer<?> findMapDeserializer(
                MapType type,
                DeserializationConfig config,
                BeanDescription.Supplier description,
                KeyDeserializer key,
                TypeDeserializer elementType,
                ValueDeserializer<?> element) {
            return find(type);
        }

        @Override
        public boolean hasDeserializerFor(DeserializationConfig config, Class<?> type) {
            return Plain.mapper(type) != null;
        }
    }

    /** The writing half; collections and maps are left to databind, which comes back with their elements. */
    private static final class Writing implements Serializers {

        private static @Nullable ValueSerializer<?> find(JavaType type, JsonFormat.@Nullable Value format) {
            var mapper = isByTheRules(format) ? mapper(type) : null;
            return mapper == null ? null : new PlainSerializer(mapper, type);
        }

        @Override
        public @Nullable ValueSerializer<?> findSerializer(
                SerializationConfig config,
                JavaType type,
                BeanDescription.Supplier description,
                JsonFormat.@Nullable Value format) {
            return find(type, format);
        }

        @Override
        public @Nullable ValueSerializer<?> findEnumSerializer(
                SerializationConfig config,
                JavaType type,
                BeanDescription.Supplier description,
                JsonFormat.@Nullable Value format) {
            return find(type, format);
        }

        @Override
        public @Nullable ValueSerializer<?> findArraySerializer(
                SerializationConfig config,
                ArrayType type,
                BeanDescription.Supplier description,
                JsonFormat.@Nullable Value format,
                TypeSerializer elementType,
                ValueSerializer<Object> element) {
            return find(type, format);
        }

        @Override
        public @Nullable ValueSerializer<?> findReferenceSerializer(
                SerializationConfig config,
                ReferenceType type,
                BeanDescription.Supplier description,
                JsonFormat.@Nullable Value format,
                TypeSerializer contentType,
                ValueSerializer<Object> content) {
            return find(type, format);
        }
    }
}
