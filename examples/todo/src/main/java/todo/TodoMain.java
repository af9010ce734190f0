package todo;

import static io.anyport.http.Route.get;

import io.anyport.dynamodb.DynamoDbStore;
import io.anyport.jdbc.JdbcStore;
import io.anyport.lambda.local.FrontDoor;
import io.anyport.memory.MemoryStore;
import io.anyport.micrometer.MicrometerObserver;
import io.anyport.micrometer.PrometheusMetrics;
import io.anyport.micrometer.ServerMeters;
import io.anyport.observe.ObservedStore;
import io.anyport.slf4j.MdcObserver;
import io.anyport.store.Store;
import io.anyport.undertow.Ec2Lifecycle;
import io.anyport.undertow.UndertowServer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The application on a port. The environment chooses the port ({@code PORT}) and the store ({@code TODO_STORE}); {@code --as=lambda:…}
 * serves it as a function behind one of Lambda's front doors, as on AWS.
 */
public final class TodoMain {

    private static final String PORT = "8080";
    private static final String STORE = "jdbc:h2:file:./data/todo";
    private static final String AS = "--as=";
    private static final String SERVER = "undertow";
    private static final String FUNCTION = "lambda:";

    private TodoMain() {}

    /**
     * Serves until the process is told to end.
     *
     * @param arguments perhaps what to serve it as
     */
    public static void main(String[] arguments) {
        try {
            TodoLog.configure();
            start(as(arguments), System.getenv());
        } catch (RuntimeException e) {
            System.err.println("todo: " + e.getMessage());
            System.exit(1);
        }
    }

    private static String as(String[] arguments) {
        if (arguments.length == 0) {
            return SERVER;
        }
        if (arguments.length > 1 || !arguments[0].startsWith(AS)) {
            throw new IllegalArgumentException("the only argument is " + AS + ", with one of " + targets());
        }
        return arguments[0].substring(AS.length());
    }

    /** {@return what there is} */
    private static List<String> targets() {
        return Stream.concat(Stream.of(SERVER), FrontDoor.all().stream().map(door -> FUNCTION + door.name()))
                .toList();
    }

    private static void start(String as, Map<String, String> environment) {
        if (!targets().contains(as)) {
            throw new IllegalArgumentException(AS + " must be one of " + targets() + ", is '" + as + "'");
        }
        int port = port(environment.getOrDefault("PORT", PORT));
        String choice = environment.getOrDefault("TODO_STORE", STORE);
        var store = openStore(choice);
        int bound = serve(as, store, engine(choice), port);
        String what = as.equals(SERVER) ? "" : "as: " + as + ", ";
        System.out.println("todo: http://localhost:" + bound + " (" + what + "store: " + shown(choice) + ")");
    }

    /** {@return the port} */
    private static int serve(String as, Store store, String engine, int port) {
        if (as.equals(SERVER)) {
            return Server.start(store, engine, port);
        }
        var server = FrontDoor.named(as.substring(FUNCTION.length())).listen(TodoApp.create(store), port);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            server.close();
                            store.close();
                        },
                        "stop"));
        return server.port();
    }

    /**
     * The application where it can be seen ({@code /metrics}, {@code /health/ready}, an MDC), and drains when EC2 takes the machine away. A
     * class of its own, since a function has none of it.
     */
    private static final class Server {

        /** {@return the port} */
        static int start(Store store, String engine, int port) {
            var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            var metrics = MicrometerObserver.of(registry);
            var app = TodoApp.create(ObservedStore.of(engine, store, metrics))
                    .and(get("/metrics").to(PrometheusMetrics.of(registry)))
                    .observing(MdcObserver.create(), metrics);
            var server = UndertowServer.start(app, port).stopAtExit(store);
            var load = server.load();
            ServerMeters.of(load::inFlight, load::waiting, load::shed).bindTo(registry);
            Ec2Lifecycle.watch(server);
            return server.port();
        }
    }

    /** {@return what metrics call the engine of a choice} */
    private static String engine(String choice) {
        return choice.startsWith("jdbc:") ? choice.split(":", 3)[1] : choice;
    }

    /** {@return the choice without its settings, a password among them} */
    private static String shown(String choice) {
        return choice.split("[;?]", 2)[0];
    }

    private static int port(String text) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new IllegalArgumentException("PORT must be a number from 0 to 65535, is '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    /**
     * {@return the store of a choice: {@code memory}, {@code dynamodb}, or a JDBC URL of H2 or PostgreSQL}
     *
     * <p>In a database the table is made if it is not there. In DynamoDB that is the deployment's affair, unless {@code
     * TODO_CREATE_TABLES} is {@code true}, as for DynamoDB Local.
     */
    static Store openStore(String choice) {
        if (choice.equals("memory")) {
            return new MemoryStore();
        }
        if (choice.equals("dynamodb")) {
            var store = DynamoDbStore.create();
            if ("true".equals(System.getenv("TODO_CREATE_TABLES"))) {
                store.createTables(Todos.TABLE);
            }
            return store;
        }
        if (!choice.startsWith("jdbc:")) {
            throw new IllegalArgumentException("TODO_STORE must be memory, dynamodb, or begin with jdbc:");
        }
        var store = JdbcStore.open(choice);
        store.createTables(Todos.TABLE);
        return store;
    }
}
