package hello;

import static io.anyport.http.Route.get;

import io.anyport.App;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** What the guide shows. */
@SpringBootApplication
public class HelloFunctions {

    record Name(String name) {}

    record Greeting(String text) {}

    @Bean
    App hello(@Value("${greeting:Hello}") String greeting) {
        return App.of(
                "hello", get("/hello/{name}").to(Name.class, who -> new Greeting(greeting + ", " + who.name() + "!")));
    }
}
