package io.anyport.jackson;

import io.anyport.mapping.Fault;
import io.anyport.mapping.InvalidInput;
import io.anyport.mapping.Reading;
import java.time.DateTimeException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Turns what databind throws into faults: where and what was expected, never the value or the exception's own text. */
final class DatabindFaults {

    private DatabindFaults() {}

    /**
     * Notes why a document was refused.
     *
     * @throws IllegalArgumentException if it is not the document but the type that is at fault
     */
    static void note(JacksonException thrown, Reading reading) {
        if (thrown instanceof InvalidDefinitionException definition) {
            throw new IllegalArgumentException(
                    "type " + definition.getType().toCanonical() + " cannot be read from JSON", thrown);
        }
        String pointer = pointer(thrown);
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refused refused) {
                note(refused.faults(), pointer, reading);
                return;
            } else if (cause instanceof InvalidInput refused) {
                note(refused.faults(), pointer, reading);
                return;
            } else if (isOfTheApplication(cause)) {
                throw (RuntimeException) cause;
            }
        }
        reading.expectedAt(pointer, expected(thrown));
    }

    private static void note(List<Fault> faults, String pointer, Reading reading) {
        for (var fault : faults) {
            reading.expectedAt(pointer + fault.name(), fault.expected());
        }
    }

    /** Whether it is a failure of the application's code rather than a refusal of a value. */
    private static boolean isOfTheApplication(Throwable cause) {
        return cause instanceof RuntimeException
                && !(cause instanceof JacksonException
                        || cause instanceof IllegalArgumentException
                        || cause instanceof NullPointerException
                        || cause instanceof DateTimeException);
    }

    private static String pointer(JacksonException thrown) {
        var pointer = new StringBuilder();
        for (var step : thrown.getPath()) {
            String name = step.getPropertyName();
            pointer.append('/')
                    .append(
                            name == null
                                    ? Integer.toString(step.getIndex())
                                    : name.replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }

    private static String expected(JacksonException thrown) {
        if (thrown instanceof ValueInstantiationException instantiation) {
            return "values that make a valid "
                    + instantiation.getType().getRawClass().getSimpleName();
        }
        return expected(thrown instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null);
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "a value of another kind";
        } else if (type.isArray() || Collection.class.isAssignableFrom(type)) {
            return "a list";
        } else if (type.isRecord() || Map.class.isAssignableFrom(type)) {
            return "an object";
        }
        return "a value that makes a valid " + type.getSimpleName();
    }
}
