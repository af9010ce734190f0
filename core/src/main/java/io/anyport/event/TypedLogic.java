package io.anyport.event;

import io.anyport.Action;
import io.anyport.Invocation;
import io.anyport.InvokedLogic;
import io.anyport.Logic;
import io.anyport.http.Wiring;
import io.anyport.mapping.Reading;
import io.anyport.mapping.RecordMapper;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Logic, and what it takes. Read as strictly as the body of a request. The nested ones are classes rather than lambdas, which every cold
 * start would have to make.
 *
 * @param input the type of the input; null for logic without one
 */
record TypedLogic(@Nullable Class<?> input, InvokedLogic<Object, Object> logic) {

    /** What logic without an output gives back. */
    static final Object DONE = new Object();

    @SuppressWarnings("unchecked") // the codec makes an I, which is all that the logic is ever called with
    static <I, O> TypedLogic of(Class<I> input, InvokedLogic<I, O> logic) {
        return new TypedLogic(checked(input), (InvokedLogic<Object, Object>) Objects.requireNonNull(logic, "logic"));
    }

    /** {@return the type of an input; what cannot be read is told now} */
    static Class<?> checked(Class<?> input) {
        if (input.isRecord()) {
            RecordMapper.ofRecord(input);
        }
        return input;
    }

    static <I, O> TypedLogic of(Class<I> input, Logic<I, O> logic) {
        return of(input, new Uninvoked<>(Objects.requireNonNull(logic, "logic")));
    }

    static <I> TypedLogic of(Class<I> input, Action<I> action) {
        return of(input, new Acting<>(Objects.requireNonNull(action, "action")));
    }

    static TypedLogic of(Callable<?> logic) {
        return new TypedLogic(null, new Called(Objects.requireNonNull(logic, "logic")));
    }

    static TypedLogic of(Runnable action) {
        return new TypedLogic(null, new Run(Objects.requireNonNull(action, "action")));
    }

    /**
     * Calls the logic.
     *
     * @param content the input as a document
     * @return what it gives back, which is {@link #DONE} if it never does
     * @throws io.anyport.mapping.InvalidInput if the document is not the input
     */
    @Nullable
    Object apply(byte[] content, Wiring wiring, Invocation invocation) throws Exception {
        return logic.apply(input == null ? DONE : read(content, input, wiring), invocation);
    }

    static Object read(byte[] content, Class<?> type, Wiring wiring) {
        var reading = Reading.strict();
        Object value = wiring.codec().read(content, type, reading);
        return reading.<Object>orThrow(value);
    }

    private record Uninvoked<I, O>(Logic<I, O> logic) implements InvokedLogic<I, O> {
        @Override
        public O apply(I input, Invocation invocation) throws Exception {
            return logic.apply(input);
        }
    }

    private record Acting<I>(Action<I> action) implements InvokedLogic<I, Object> {
        @Override
        public Object apply(I input, Invocation invocation) throws Exception {
            action.apply(input);
            return DONE;
        }
    }

    private record Called(Callable<?> logic) implements InvokedLogic<Object, Object> {
        @Override
        public Object apply(Object nothing, Invocation invocation) throws Exception {
            return logic.call();
        }
    }

    private record Run(Runnable action) implements InvokedLogic<Object, Object> {
        @Override
        public Object apply(Object nothing, Invocation invocation) {
            action.run();
            return DONE;
        }
    }
}
