package starter;

import static io.anyport.http.Route.get;

import io.anyport.App;
import io.anyport.undertow.UndertowServer;

/** The smallest application. */
public final class Hello {

    record Name(String name) {}

    record Greeting(String text) {}

    private Hello() {}

    static Greeting greet(Name who) {
        return new Greeting("Hello, " + who.name() + "!");
    }

    static App app() {
        return App.of("hello", get("/hello/{name}").to(Name.class, Hello::greet));
    }

    /**
     * Serves on port 8080.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        UndertowServer.start(app(), 8080);
    }
}
