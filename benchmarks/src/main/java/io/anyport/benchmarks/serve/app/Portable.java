package io.anyport.benchmarks.serve.app;

import static io.anyport.http.Route.get;
import static io.anyport.http.Route.post;
import static io.anyport.http.Status.CREATED;

import io.anyport.App;
import io.anyport.http.Response;
import io.anyport.undertow.HandlerThreads;
import io.anyport.undertow.ServerOptions;
import io.anyport.undertow.UndertowServer;

/** The application as a user writes it, on a server with its defaults, unless {@link HandlerThreads} are named. */
public final class Portable {

    private Portable() {}

    /** The path's part of a greeting. */
    record Hello(String name) {}

    public static void main(String[] arguments) {
        var options = ServerOptions.onPort(Integer.parseInt(arguments[0]));
        UndertowServer.start(
                app(new Todos()),
                arguments.length > 1 ? options.threads(HandlerThreads.valueOf(arguments[1])) : options);
    }

    private static App app(Todos todos) {
        return App.of(
                "todo",
                get("/plaintext").to(request -> Response.ok().text("Hello, World!")),
                get("/hello/{name}").to(Hello.class, hello -> todos.hello(hello.name())),
                post("/todos").to(AddTodo.class, todos::add).answering(CREATED));
    }
}
