package starter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.anyport.http.Request;
import org.junit.jupiter.api.Test;

class HelloTest {

    @Test
    void greetsByName() {
        var answer = Hello.app().handle(Request.get("/hello/Ada%20L."));

        assertEquals("{\"text\":\"Hello, Ada L.!\"}", answer.text());
    }
}
