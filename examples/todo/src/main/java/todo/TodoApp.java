package todo;

import static io.anyport.http.Route.delete;
import static io.anyport.http.Route.get;
import static io.anyport.http.Route.patch;
import static io.anyport.http.Route.post;
import static io.anyport.http.Status.CREATED;
import static io.anyport.http.Status.NOT_FOUND;

import io.anyport.App;
import io.anyport.http.Cors;
import io.anyport.http.Request;
import io.anyport.http.RequestLog;
import io.anyport.http.Response;
import io.anyport.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Supplier;

/** What of the todo list is reachable over HTTP, and how. */
final class TodoApp {

    private TodoApp() {}

    static App create(Store store) {
        return create(store, new TodoIds(System::currentTimeMillis));
    }

    static App create(Store store, Supplier<String> ids) {
        var todos = new Todos(store, ids);
        var one = "/todos/{id}";
        var page = Response.ok().html(resource("index.html"));
        return App.of(
                        "todo",
                        get("/").to(request -> page),
                        get("/todos").to(todos::all),
                        post("/todos")
                                .to(AddTodo.class, todos::add)
                                .answering(CREATED)
                                .locatedAt(one),
                        delete("/todos").run(todos::removeAll),
                        get(one).to(TodoId.class, todos::find),
                        patch(one).to(EditTodo.class, todos::edit),
                        delete(one).run(TodoId.class, todos::remove))
                .presenting(Todo.class, (todo, links) -> TodoView.of(todo, links.to(one, todo.id())))
                .problem(NoSuchTodo.class, NOT_FOUND)
                .with(RequestLog.toLogger(), Cors.anyOrigin())
                .priming(Request.get("/todos"))
                .resources(store);
    }

    private static String resource(String name) {
        try (var stream = Objects.requireNonNull(TodoApp.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
