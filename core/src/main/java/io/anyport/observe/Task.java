package io.anyport.observe;

import io.anyport.Invocation;

/** What an application has to do, as its {@linkplain Observer observers} see it. Immutable. */
public sealed interface Task permits RequestTask, BindingTask, StoreTask {

    /**
     * What is done. There are no more names than bindings, methods and tables: nothing in it is a client's choice.
     *
     * @return such as {@code GET /todos/{id}}, {@code queue imports} or {@code get todos}
     */
    String name();

    /** {@return what brought it} */
    Invocation invocation();
}
