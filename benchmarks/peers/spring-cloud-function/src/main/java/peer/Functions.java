package peer;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

/** The function of the cold starts, as a user of Spring Cloud Function writes it. */
@SpringBootApplication(proxyBeanMethods = false)
public class Functions {

    /** What a client sends. */
    public record AddTodo(String title) {}

    /** What it gets back. */
    public record Todo(String id, String title, boolean completed) {}

    private final ConcurrentHashMap<String, Todo> todos = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();

    @Bean
    Function<Message<AddTodo>, Message<Todo>> add() {
        return request -> {
            var todo = new Todo(
                    String.valueOf(ids.incrementAndGet()), request.getPayload().title(), false);
            todos.put(todo.id(), todo);
            return MessageBuilder.withPayload(todo).setHeader("statusCode", 201).build();
        };
    }

    public static void main(String[] arguments) {
        SpringApplication.run(Functions.class, arguments);
    }
}
