/**
 * The Todo-Backend, on every target. {@link todo.Todos} is business code and knows no HTTP; {@link todo.TodoApp} says what is
 * reachable and how; the classes whose names end in Main and Lambda choose a target and a store.
 */
@NullMarked
package todo;

import org.jspecify.annotations.NullMarked;
