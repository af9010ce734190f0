package io.anyport.mapping;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the mapper of a type and of all types that it is made of; one object per resolution, so that types may recur. */
final class Resolver {

    private final Map<Type, Mapper<?>> found = new HashMap<>();

    /** @param where the type or component that asks, for the error's text */
    Mapper<?> resolve(Type type, String where) {
        var known = found.get(type);
        if (known != null) {
            return known;
        }
        if (type instanceof Class<?> c) {
            return (Mapper<?>) resolveClass(c, type, Map.of(), where);
        }
        if (type instanceof ParameterizedType p) {
            return (Mapper<?>) resolveParameterized(p, where);
        }
        if (type instanceof WildcardType w) {
            return resolve(w.getUpperBounds()[0], where);
        }
        throw unsupported(type, where);
    }

    /** As an object: else all these classes are loaded with this one, for the verifier to see that they are mappers. */
    private Object resolveParameterized(ParameterizedType type, String where) {
        var raw = (Class<?>) type.getRawType();
        var arguments = type.getActualTypeArguments();
        if (raw == Optional.class) {
            return new OptionalMapper<>(resolve(arguments[0], where));
        }
        if (raw == List.class || raw == Collection.class) {
            return new CollectionMapper<>(resolve(arguments[0], where), false);
        }
        if (raw == Set.class) {
            return new CollectionMapper<>(resolve(arguments[0], where), true);
        }
        if (raw == Map.class) {
            if (resolve(arguments[0], where) instanceof ScalarMapper<?> keys && keys.isTextual()) {
                return new MapMapper<>(keys, resolve(arguments[1], where));
            }
            throw unsupported(type, where);
        }
        var variables = raw.getTypeParameters();
        var bound = new HashMap<TypeVariable<?>, Type>();
        for (int i = 0; i < variables.length; i++) {
            bound.put(variables[i], arguments[i]);
        }
        return resolveClass(raw, type, bound, where);
    }

    /** As an object, for the same reason. */
    private Object resolveClass(Class<?> type, Type key, Map<TypeVariable<?>, Type> bound, String where) {
        if (type.isRecord()) {
            return record(type, key, bound);
        }
        if (type.isSealed() && type.isInterface()) {
            return sealed(type, key);
        }
        if (type == Object.class) {
            return AnyMapper.INSTANCE;
        }
        if (type == List.class || type == Collection.class || type == Set.class) {
            return CollectionMapper.ofAnything(type == Set.class);
        }
        if (type == Map.class) {
            return MapMapper.ofAnything();
        }
        Mapper<?> scalar = ScalarMapper.forType(type);
        if (scalar == null) {
            throw unsupported(type, where);
        }
        found.put(key, scalar);
        return scalar;
    }

    private <T> Object sealed(Class<T> type, Type key) {
        var mapper = new SealedMapper<T>();
        found.put(key, mapper); // before its variants, which may contain it
        mapper.addVariants(type, this);
        return mapper;
    }

    private <T> Mapper<T> record(Class<T> type, Type key, Map<TypeVariable<?>, Type> bound) {
        var mapper = new RecordMapper<>(type);
        found.put(key, mapper); // before its components, which may be of its own type
        RecordComponent[] components = type.getRecordComponents();
        var resolved = new Component[components.length];
        for (int i = 0; i < components.length; i++) {
            String where = type.getTypeName() + "." + components[i].getName();
            Type componentType = substitute(components[i].getGenericType(), bound);
            resolved[i] = new Component(components[i].getName(), componentType, resolve(componentType, where));
        }
        mapper.link(resolved);
        if (mapper.isVariant() && mapper.hasMember(SealedMapper.MEMBER)) {
            throw new IllegalArgumentException(
                    type.getTypeName() + "." + SealedMapper.MEMBER + ": this name is taken in"
                            + " a record of a sealed interface, by the member that tells the records apart");
        }
        return mapper;
    }

    /** A type with its variables replaced by what they stand for here, or by their bound. */
    private static Type substitute(Type type, Map<TypeVariable<?>, Type> bound) {
        if (type instanceof TypeVariable<?> variable) {
            Type actual = bound.get(variable);
            return actual == null ? variable.getBounds()[0] : actual;
        }
        if (type instanceof ParameterizedType p) {
            var declared = p.getActualTypeArguments();
            var actual = new Type[declared.length];
            boolean changed = false;
            for (int i = 0; i < declared.length; i++) {
                actual[i] = substitute(declared[i], bound);
                changed |= actual[i] != declared[i];
            }
            return changed ? new Parameterized(p, List.of(actual)) : p;
        }
        return type instanceof WildcardType wildcard ? substitute(wildcard.getUpperBounds()[0], bound) : type;
    }

    private static IllegalArgumentException unsupported(Type type, String where) {
        return new IllegalArgumentException(
                where + ": type " + type.getTypeName() + " is not understood; use a record, an"
                        + " enum, a sealed interface of records, Optional, List, Set, Map, a number, boolean, String, byte[],"
                        + " UUID, URI or a type of java.time");
    }

    /**
     * A parameterized type with other arguments than the one that was declared. Equality is spelled out because a record's
     * own is linked at its first use, which takes longer than all else in a resolution.
     */
    private record Parameterized(ParameterizedType declared, List<Type> arguments) implements ParameterizedType {
        @Override
        public Type[] getActualTypeArguments() {
            return arguments.toArray(new Type[0]);
        }

        @Override
        public Type getRawType() {
            return declared.getRawType();
        }

        @Override
        public @Nullable Type getOwnerType() {
            return declared.getOwnerType();
        }

        @Override
        public String getTypeName() {
            var names = new StringBuilder(getRawType().getTypeName());
            for (int i = 0; i < arguments.size(); i++) {
                names.append(i == 0 ? "<" : ", ").append(arguments.get(i).getTypeName());
            }
            return names.append(">").toString();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Parameterized that
                    && declared.equals(that.declared)
                    && arguments.equals(that.arguments);
        }

        @Override
        public int hashCode() {
            return 31 * declared.hashCode() + arguments.hashCode();
        }
    }
}
