package io.anyport.jackson;

import io.anyport.mapping.RecordMapper;
import java.util.ArrayList;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.sym.BinaryNameMatcher;
import tools.jackson.core.sym.PropertyNameMatcher;

/** The names of a record's components, prepared to be matched and written as bytes; made once per record. */
final class JacksonNames {

    private static final ClassValue<JacksonNames> BY_RECORD = new ClassValue<>() {
        @Override
        protected JacksonNames computeValue(Class<?> type) {
            return new JacksonNames(RecordMapper.ofRecord(type));
        }
    };

    private final PropertyNameMatcher matcher;
    private final SerializableString[] names;

    private JacksonNames(RecordMapper<?> record) {
        var texts = new ArrayList<String>(record.size());
        names = new SerializableString[record.size()];
        for (int i = 0; i < names.length; i++) {
            texts.add(record.component(i).name());
            names[i] = new SerializedString(texts.get(i));
        }
        matcher = BinaryNameMatcher.construct(texts);
    }

    /** By the class, which generic records share: their names do not depend on their arguments. */
    static JacksonNames of(RecordMapper<?> record) {
        return BY_RECORD.get(record.type());
    }

    /** Answers the index of the component. */
    PropertyNameMatcher matcher() {
        return matcher;
    }

    SerializableString name(int index) {
        return names[index];
    }
}
