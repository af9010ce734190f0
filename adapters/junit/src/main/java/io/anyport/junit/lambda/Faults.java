package io.anyport.junit.lambda;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What is to go wrong, in order, for each kind of call. Thread-safe. */
final class Faults {

    private final Map<Call, Queue<Fault>> script = new EnumMap<>(Call.class);

    Faults() {
        for (var call : Call.values()) {
            script.put(call, new ConcurrentLinkedQueue<>());
        }
    }

    void add(Call call, List<Fault> faults) {
        of(call).addAll(faults);
    }

    Fault next(Call call) {
        var fault = of(call).poll();
        return fault == null ? Fault.NONE : fault;
    }

    private Queue<Fault> of(Call call) {
        return Objects.requireNonNull(script.get(call), "call");
    }
}
