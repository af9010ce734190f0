package io.anyport.jackson;

import io.anyport.mapping.RecordMapper;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.sym.BinaryNameMatcher;
import tools.jackson.core.sym.PropertyNameMatcher;

/** The names of a record's components, prepared to be matched and written as bytes; made once per record. */
final class JacksonNames {

    private static final ClassValue<JacksonNames> BY_RECORD = new ClassValue<>() {
        @Override
        protected JacksonNames computeValue(Class<?> type) {
            return new JacksonNames(type);
        }
    };

    private final Class<?> record;
    private final PropertyNameMatcher matcher;
    private final SerializableString[] names;

    private JacksonNames(Class<?> record) {
        this.record = record;
        var components = record.getRecordComponents();
        var texts = new ArrayList<String>(components.length);
        names = new SerializableString[components.length];
        for (int i = 0; i < names.length; i++) {
            texts.add(components[i].getName());
            names[i] = new SerializedString(texts.get(i));
        }
        matcher = BinaryNameMatcher.construct(texts);
    }

    /**
     * The names of a record; by its class, since those of a generic record do not depend on its arguments.
     *
     * @param last what was answered last, which is mostly what is asked for next; null at first
     */
    static JacksonNames of(RecordMapper<?> record, @Nullable JacksonNames last) {
        return last != null && last.record == record.type() ? last : BY_RECORD.get(record.type());
    }

    /** Answers the index of the component. */
    PropertyNameMatcher matcher() {
        return matcher;
    }

    SerializableString name(int index) {
        return names[index];
    }
}
