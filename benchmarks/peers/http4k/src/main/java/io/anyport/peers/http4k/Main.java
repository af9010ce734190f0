package io.anyport.peers.http4k;

import static org.http4k.routing.BindKt.bind;
import static org.http4k.routing.ExtensionsKt.path;
import static org.http4k.routing.HttpKt.routes;

import io.anyport.peers.todos.AddTodo;
import io.anyport.peers.todos.Todos;
import kotlin.jvm.JvmClassMappingKt;
import org.http4k.core.Method;
import org.http4k.core.Response;
import org.http4k.core.Status;
import org.http4k.format.Jackson;
import org.http4k.server.Http4kServerKt;
import org.http4k.server.Jetty;

/** http4k, on Jetty. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        var todos = new Todos();
        var addTodo = JvmClassMappingKt.getKotlinClass(AddTodo.class);
        var app = routes(
                bind("/plaintext", Method.GET)
                        .to(request -> Response.create(Status.OK)
                                .header("Content-Type", "text/plain; charset=utf-8")
                                .body("Hello, World!")),
                bind("/hello/{name}", Method.GET)
                        .to(request -> json(Status.OK, todos.hello(path(request, "name")))),
                bind("/todos", Method.POST)
                        .to(request -> json(
                                Status.CREATED, todos.add(Jackson.INSTANCE.asA(request.bodyString(), addTodo)))));
        Http4kServerKt.asServer(app, new Jetty(Integer.parseInt(arguments[0]))).start();
    }

    private static Response json(Status status, Object value) {
        return Response.create(status)
                .header("Content-Type", "application/json")
                .body(Jackson.INSTANCE.asFormatString(value));
    }
}
