package io.anyport.mapping;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a document in memory. */
final class TreeReader implements DocumentReader {

    private final Deque<Iterator<?>> open = new ArrayDeque<>();
    private @Nullable Object current;
    private @Nullable String name;

    TreeReader(@Nullable Object document) {
        current = document;
    }

    @Override
    public Kind kind() {
        if (current == null) {
            return Kind.NULL;
        } else if (current instanceof String) {
            return Kind.STRING;
        } else if (current instanceof Map) {
            return Kind.OBJECT;
        } else if (current instanceof Collection) {
            return Kind.LIST;
        } else if (current instanceof Boolean) {
            return Kind.BOOLEAN;
        } else if (current instanceof byte[]) {
            return Kind.BYTES;
        }
        return current instanceof BigDecimal ? Kind.DECIMAL : Kind.INTEGER;
    }

    /** The current object itself. */
    Map<?, ?> object() {
        return (Map<?, ?>) value();
    }

    @Override
    public void beginObject() {
        open.push(object().entrySet().iterator());
    }

    @Override
    public @Nullable String nextName() {
        if (!open.element().hasNext()) {
            open.pop();
            return null;
        }
        var member = (Map.Entry<?, ?>) open.element().next();
        current = member.getValue();
        name = (String) member.getKey();
        return name;
    }

    @Override
    public String name() {
        return Objects.requireNonNull(name, "name");
    }

    @Override
    public void beginList() {
        open.push(((Collection<?>) value()).iterator());
    }

    @Override
    public boolean nextElement() {
        if (!open.element().hasNext()) {
            open.pop();
            return false;
        }
        current = open.element().next();
        return true;
    }

    @Override
    public String string() {
        return (String) value();
    }

    @Override
    public boolean bool() {
        return (Boolean) value();
    }

    @Override
    public long integer() {
        return ((Number) value()).longValue();
    }

    @Override
    public double floating() {
        return ((Number) value()).doubleValue();
    }

    @Override
    public BigDecimal decimal() {
        return value() instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf(integer());
    }

    @Override
    public byte[] bytes() {
        return ((byte[]) value()).clone();
    }

    @Override
    public void skip() {}

    private Object value() {
        return Objects.requireNonNull(current, "value");
    }
}
