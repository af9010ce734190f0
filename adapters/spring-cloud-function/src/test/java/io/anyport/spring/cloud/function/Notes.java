package io.anyport.spring.cloud.function;

import static io.anyport.http.Route.get;
import static io.anyport.http.Route.post;

import io.anyport.App;
import io.anyport.http.Cookie;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.http.Status;
import java.util.Locale;
import java.util.function.Function;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** A Spring application as its author writes it: an application, and functions beside it. */
@SpringBootConfiguration
@EnableAutoConfiguration
public class Notes {

    record Said(String text) {}

    @Bean
    App app() {
        return create();
    }

    @Bean
    Function<Said, Said> loud() {
        return said -> new Said(said.text().toUpperCase(Locale.ROOT));
    }

    @Bean
    Function<Said, Said> twice() {
        return said -> new Said(said.text() + said.text());
    }

    static App create() {
        return App.of(
                "notes",
                post("/echo")
                        .to(request -> Response.ok()
                                .withBody(
                                        request.header("Content-Type").orElse("application/octet-stream"),
                                        request.body())),
                post("/{name}").to(Notes::told),
                get("/cookies")
                        .to(request -> Response.ok()
                                .withCookie(Cookie.of("first", "1"))
                                .withCookie(Cookie.of("second", "2"))),
                get("/fails").to(request -> {
                    throw new IllegalStateException("out of order");
                }));
    }

    private static Response told(Request request) {
        String all = request.parameter("name") + " " + request.header("x").orElse("") + " "
                + request.cookie("c").orElse("") + " " + request.query().all("q") + " ";
        return Response.of(Status.CREATED).text(all + request.body().text());
    }
}
