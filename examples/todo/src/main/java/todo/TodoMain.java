package todo;

import io.anyport.dynamodb.DynamoDbStore;
import io.anyport.jdbc.JdbcStore;
import io.anyport.memory.MemoryStore;
import io.anyport.store.Store;
import io.anyport.undertow.UndertowServer;
import java.util.Map;

/** The application on a server. The environment chooses the port ({@code PORT}) and the store ({@code TODO_STORE}). */
public final class TodoMain {

    private static final String PORT = "8080";
    private static final String STORE = "jdbc:h2:file:./data/todo";

    private TodoMain() {}

    /**
     * Serves until the process is told to end.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        try {
            TodoLog.configure();
            start(System.getenv());
        } catch (RuntimeException e) {
            System.err.println("todo: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void start(Map<String, String> environment) {
        int port = port(environment.getOrDefault("PORT", PORT));
        String choice = environment.getOrDefault("TODO_STORE", STORE);
        var store = openStore(choice);
        var server = UndertowServer.start(TodoApp.create(store), port);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            server.stop();
                            store.close();
                        },
                        "stop"));
        System.out.println("todo: http://localhost:" + server.port() + " (store: " + shown(choice) + ")");
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
