package io.anyport.benchmarks.serve.app;

import io.anyport.codec.Codec;
import io.anyport.jackson.JacksonCodec;
import io.anyport.mapping.Reading;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/**
 * The same by hand on Undertow as it comes: no limits of time or number, nothing that is checked. On I/O threads, where an application
 * must not wait, on its workers, or on virtual threads; with the codec that the portable application has, or with databind.
 */
public final class ByHand implements HttpHandler {

    private static final String HELLO = "/hello/";

    /** How JSON is read and written. */
    private interface Json {
        byte[] write(Object value);

        AddTodo read(byte[] document);
    }

    private final Todos todos = new Todos();
    private final Json json;
    private final boolean isDirect;
    private final Executor threads; // null for Undertow's workers

    private ByHand(Json json, String threads) throws ReflectiveOperationException {
        this.json = json;
        this.isDirect = threads.equals("io");
        this.threads = threads.equals("virtual") ? virtual() : null;
    }

    public static void main(String[] arguments) throws ReflectiveOperationException {
        var json = arguments[2].equals("databind") ? databind() : codec();
        Undertow.builder()
                .addHttpListener(Integer.parseInt(arguments[0]), "0.0.0.0")
                .setHandler(new ByHand(json, arguments[1]))
                .build()
                .start();
    }

    private static Executor virtual() throws ReflectiveOperationException {
        return (Executor)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }

    private static Json codec() {
        Codec codec = new JacksonCodec();
        return new Json() {
            @Override
            public byte[] write(Object value) {
                return codec.write(value);
            }

            @Override
            public AddTodo read(byte[] document) {
                return codec.read(document, AddTodo.class, Reading.strict());
            }
        };
    }

    private static Json databind() {
        var mapper = new JsonMapper();
        return new Json() {
            @Override
            public byte[] write(Object value) {
                return mapper.writeValueAsBytes(value);
            }

            @Override
            public AddTodo read(byte[] document) {
                return mapper.readValue(document, AddTodo.class);
            }
        };
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        if (exchange.getRequestMethod().equals(Methods.POST)) {
            exchange.getRequestReceiver().receiveFullBytes((whole, body) -> dispatch(whole, () -> add(whole, body)));
        } else {
            dispatch(exchange, () -> get(exchange));
        }
    }

    private void dispatch(HttpServerExchange exchange, Runnable task) {
        if (isDirect) {
            task.run();
        } else {
            exchange.dispatch(threads, task);
        }
    }

    private void get(HttpServerExchange exchange) {
        String path = exchange.getRequestPath();
        if (path.startsWith(HELLO)) {
            send(exchange, 200, json.write(todos.hello(path.substring(HELLO.length()))));
        } else if (path.equals("/plaintext")) {
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain; charset=utf-8");
            exchange.getResponseSender().send("Hello, World!");
        } else {
            exchange.setStatusCode(404).endExchange();
        }
    }

    private void add(HttpServerExchange exchange, byte[] body) {
        if (exchange.getRequestPath().equals("/todos")) {
            send(exchange, 201, json.write(todos.add(json.read(body))));
        } else {
            exchange.setStatusCode(404).endExchange();
        }
    }

    private static void send(HttpServerExchange exchange, int status, byte[] document) {
        exchange.setStatusCode(status);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        exchange.getResponseSender().send(ByteBuffer.wrap(document));
    }
}
