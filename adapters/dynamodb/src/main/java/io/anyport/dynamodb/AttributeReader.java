package io.anyport.dynamodb;

import io.anyport.mapping.DocumentReader;
import io.anyport.mapping.RecordMapper;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads the attributes of an item as a document, in place. */
final class AttributeReader implements DocumentReader {

    /** Numbers of at most so many characters are within a long. */
    private static final int SAFE_LENGTH = 18;

    private static final int MOST_LENGTH = 20; // a sign and 19 digits

    private final Map<String, AttributeValue> item;
    private boolean isBegun; // the item was stepped into
    private int component; // of a record, the next one that the item is asked for
    private @Nullable Iterator<?>
            open; // of the innermost value that was stepped into, if it is gone through in its own order
    private @Nullable Deque<Iterator<?>> around; // of those around it; most items have none
    private @Nullable AttributeValue current;
    private @Nullable String name;

    AttributeReader(Map<String, AttributeValue> item) {
        this.item = item;
    }

    @Override
    public Kind kind() {
        return isBegun ? kind(value()) : Kind.OBJECT;
    }

    private static Kind kind(AttributeValue value) {
        return switch (value.type()) {
            case S -> Kind.STRING;
            case N -> isLong(value.n()) ? Kind.INTEGER : Kind.DECIMAL;
            case BOOL -> Kind.BOOLEAN;
            case B -> Kind.BYTES;
            case NUL -> Kind.NULL;
            case L -> Kind.LIST;
            case M -> Kind.OBJECT;
            default ->
                throw new IllegalStateException("an item holds a value of type " + value.type()
                        + ", which no record of this library has written");
        };
    }

    private static boolean isLong(String number) {
        for (int i = number.startsWith("-") ? 1 : 0; i < number.length(); i++) {
            if (number.charAt(i) < '0' || number.charAt(i) > '9') {
                return false;
            }
        }
        return number.length() <= SAFE_LENGTH || (number.length() <= MOST_LENGTH && fitsLong(number));
    }

    private static boolean fitsLong(String number) {
        try {
            Long.parseLong(number);
            return true;
        } catch (NumberFormatException tooLarge) {
            return false;
        }
    }

    @Override
    public void beginObject() {
        if (isBegun) {
            open(value().m().entrySet().iterator());
        } else {
            isBegun = true;
        }
    }

    private void open(Iterator<?> inner) {
        if (open != null) {
            around = around == null ? new ArrayDeque<>() : around;
            around.push(open);
        }
        open = inner;
    }

    /** The next part of the innermost value; null behind the last one, when it is left. */
    private @Nullable Object next() {
        var inner = Objects.requireNonNull(open, "object or list");
        if (inner.hasNext()) {
            return inner.next();
        }
        open = around == null ? null : around.poll();
        return null;
    }

    /** Asks an item for the components in turn, which is quicker than to look for the component of each of its attributes. */
    @Override
    public int nextMember(RecordMapper<?> record) {
        if (open != null) {
            return DocumentReader.super.nextMember(record);
        }
        while (component < record.size()) {
            int index = component++;
            name = record.component(index).name();
            current = item.get(name);
            if (current != null) {
                return index;
            }
        }
        return END;
    }

    @Override
    public @Nullable String nextName() {
        if (open == null) {
            open = item.entrySet().iterator();
        }
        var member = (Map.Entry<?, ?>) next();
        if (member == null) {
            return null;
        }
        current = (AttributeValue) member.getValue();
        name = (String) member.getKey();
        return name;
    }

    @Override
    public String name() {
        return Objects.requireNonNull(name, "name");
    }

    @Override
    public void beginList() {
        open(value().l().iterator());
    }

    @Override
    public boolean nextElement() {
        current = (AttributeValue) next();
        return current != null;
    }

    @Override
    public String string() {
        return value().s();
    }

    @Override
    public boolean bool() {
        return value().bool();
    }

    @Override
    public long integer() {
        return Long.parseLong(value().n());
    }

    @Override
    public double floating() {
        return Double.parseDouble(value().n());
    }

    @Override
    public BigDecimal decimal() {
        return new BigDecimal(value().n());
    }

    @Override
    public byte[] bytes() {
        return value().b().asByteArray();
    }

    @Override
    public void skip() {}

    private AttributeValue value() {
        return Objects.requireNonNull(current, "value");
    }
}
