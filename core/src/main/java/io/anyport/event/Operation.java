package io.anyport.event;

import io.anyport.Binding;
import io.anyport.Invocation;
import io.anyport.http.Wiring;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Logic that is invoked directly, by a name: a document in, a document out, without HTTP. Immutable; a value that can be listed.
 *
 * <p>{@code operation("recount").to(…)}, for a static import, makes one.
 */
public final class Operation implements Binding {

    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private final String name;
    private final TypedLogic logic;

    Operation(String name, TypedLogic logic) {
        this.name = name;
        this.logic = logic;
    }

    /**
     * Begins an operation.
     *
     * @param name by which it is invoked
     * @return what is to be bound
     * @throws IllegalArgumentException if the name is empty
     */
    public static UnboundOperation operation(String name) {
        return new UnboundOperation(name);
    }

    /** {@return the name} */
    public String name() {
        return name;
    }

    /** {@return the type of the input; empty if there is none} */
    public Optional<Class<?>> input() {
        return Optional.ofNullable(logic.input());
    }

    /** {@return the output as a document, which is {@code null} if there is none} */
    byte[] answer(byte[] input, Invocation invocation, Wiring wiring) throws Exception {
        @Nullable Object output = invocation.call(new Work(logic, input, invocation, wiring));
        if (output instanceof Optional<?> optional) {
            output = optional.isPresent() ? optional.get() : null;
        }
        return output == null || output == TypedLogic.DONE
                ? NULL.clone()
                : wiring.codec().write(output);
    }

    /** A class of its own rather than a lambda, which every cold start would have to make. */
    private static final class Work implements Callable<@Nullable Object> {

        private final TypedLogic logic;
        private final byte[] input;
        private final Invocation invocation;
        private final Wiring wiring;

        Work(TypedLogic logic, byte[] input, Invocation invocation, Wiring wiring) {
            this.logic = logic;
            this.input = input;
            this.invocation = invocation;
            this.wiring = wiring;
        }

        @Override
        public @Nullable Object call() throws Exception {
            return logic.apply(input, wiring, invocation);
        }
    }

    /** {@return the name} */
    @Override
    public String toString() {
        return "operation " + name;
    }
}
