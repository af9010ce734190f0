package io.anyport.mapping;

import java.lang.reflect.Type;

/**
 * A component of a record, as a mapper sees it.
 *
 * @param name its name, in Java and in documents
 * @param type its type, with type variables resolved
 * @param mapper what reads and writes its values
 */
public record Component(String name, Type type, Mapper<?> mapper) {

    /**
     * {@return whether an input may lack it}
     */
    public boolean isOptional() {
        return mapper instanceof OptionalMapper;
    }

    /**
     * {@return whether it can be read from text, as a path or a query has it: a scalar, or an {@code Optional}, list or set of it}
     */
    public boolean isTextual() {
        return TextParsing.isTextual(mapper);
    }

    /**
     * {@return whether any number of texts is one value of it}
     */
    public boolean isMany() {
        return mapper instanceof CollectionMapper;
    }
}
