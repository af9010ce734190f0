package io.anyport.lambda;

import static io.anyport.event.Consumer.queue;
import static io.anyport.event.Operation.operation;

import io.anyport.App;
import io.anyport.http.Status;

/** A function without routes, as its author writes it. */
public final class EventFunction extends LambdaHandler {

    record Add(String title) {}

    static final class Taken extends Exception {
        private static final long serialVersionUID = 1;
    }

    /** For the runtime. */
    public EventFunction() {
        super(App.of(
                        "events",
                        operation("add").to(Add.class, EventFunction::add),
                        queue("imports").to(Add.class, EventFunction::add))
                .problem(Taken.class, Status.CONFLICT));
    }

    private static String add(Add add) throws Taken {
        return switch (add.title()) {
            case "taken" -> throw new Taken();
            case "broken" -> throw new IllegalStateException("secret");
            default -> add.title();
        };
    }
}
