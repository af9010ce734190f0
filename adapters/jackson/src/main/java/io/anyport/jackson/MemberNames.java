package io.anyport.jackson;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anyport.json.JsonGenerator;
import io.anyport.json.JsonParser;
import io.anyport.mapping.RecordMapper;
import org.jspecify.annotations.Nullable;

/** The names of a record's components as bytes, to be found and written; made once per record. */
final class MemberNames {

    private static final ClassValue<MemberNames> BY_RECORD = new ClassValue<>() {
        @Override
        protected MemberNames computeValue(Class<?> type) {
            return new MemberNames(type);
        }
    };

    private final Class<?> record;
    private final byte[][] names;
    private final byte[][] prepared; // with quotes and colon

    private MemberNames(Class<?> record) {
        this.record = record;
        var components = record.getRecordComponents();
        names = new byte[components.length][];
        prepared = new byte[components.length][];
        for (int i = 0; i < names.length; i++) {
            String name = components[i].getName(); // an identifier, which has nothing to be escaped
            names[i] = name.getBytes(UTF_8);
            prepared[i] = "\"".concat(name).concat("\":").getBytes(UTF_8);
        }
    }

    /**
     * The names of a record; by its class, since those of a generic record do not depend on its arguments.
     *
     * @param last what was answered last, which is mostly what is asked for next; null at first
     */
    static MemberNames of(RecordMapper<?> record, @Nullable MemberNames last) {
        return last != null && last.record == record.type() ? last : BY_RECORD.get(record.type());
    }

    /** {@return the index of the component that has the name at which the parser stands; -1 if none has} */
    int find(JsonParser parser, int expected) {
        for (int i = expected; i < names.length; i++) {
            if (parser.isName(names[i])) {
                return i;
            }
        }
        for (int i = 0; i < expected && i < names.length; i++) {
            if (parser.isName(names[i])) {
                return i;
            }
        }
        return -1;
    }

    void write(int index, JsonGenerator generator) {
        generator.writeName(prepared[index]);
    }
}
