package io.anyport.spring.cloud.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.anyport.App;
import io.anyport.http.Request;
import io.anyport.http.Status;
import io.anyport.lambda.local.FrontDoor;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Which function answers, among several and among none. */
final class ChoiceTest {

    private static final FrontDoor DOOR = FrontDoor.httpApi();

    @Test
    void theApplicationIsTheFunctionUnlessAnotherOneIsNamed() throws Exception {
        var request = Request.post("/ada").withHeader("spring.cloud.function.definition", "loud");
        assertEquals(
                Status.CREATED, DOOR.to(Functions.ofNotes()).handle(request).status());
    }

    @Test
    void anotherFunctionIsChosenByItsName() throws Exception {
        byte[] event = "{\"text\":\"ada\"}".getBytes(UTF_8);
        byte[] answer = Functions.answer(Functions.start(Notes.class, "loud|twice"), event, null);
        assertEquals("{\"text\":\"ADAADA\"}", new String(answer, UTF_8));
    }

    @Test
    void aRouterChoosesByAHeaderButNotTheApplication() throws Exception {
        var router = Functions.start(Notes.class, "functionRouter");
        var request = Request.post("/").json("{\"text\":\"ada\"}");
        var answer = DOOR.to(router).handle(request.withHeader("spring.cloud.function.definition", "twice"));
        assertEquals("{\"text\":\"adaada\"}", answer.text());

        byte[] event = DOOR.event(request.withHeader("spring.cloud.function.definition", "appFunction"));
        assertThrows(IllegalStateException.class, () -> Functions.answer(router, event, null));
    }

    @Test
    void withoutAnApplicationTheStartFails() {
        assertFails(None.class, "there is no bean of type io.anyport.App: declare one");
    }

    @Test
    void ofSeveralApplicationsNoneIsGuessed() {
        assertFails(Several.class, "there are 2 beans of type io.anyport.App (admin, shop): mark one as @Primary");
    }

    @Test
    void thePrimaryOneOfSeveralIsTheFunction() throws Exception {
        assertAnswers("shop", Functions.start(OnePrimary.class, null));
    }

    @Test
    void eachOfSeveralMayBeAFunction() throws Exception {
        assertAnswers("admin", Functions.start(FunctionEach.class, "adminFunction"));
        assertAnswers("shop", Functions.start(FunctionEach.class, "shopFunction"));
    }

    private static void assertAnswers(String name, RequestStreamHandler function) throws Exception {
        assertEquals(name, DOOR.to(function).handle(Request.get("/name")).text());
    }

    private static void assertFails(Class<?> application, String message) {
        var failure = assertThrows(RuntimeException.class, () -> Functions.start(application, null));
        assertTrue(String.valueOf(failure.getMessage()).contains(message), failure.getMessage());
    }

    private static App named(String name) {
        return App.of(
                name,
                io.anyport.http.Route.get("/name")
                        .to(request -> io.anyport.http.Response.ok().text(name)));
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class None {}

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Several {

        @Bean
        App admin() {
            return named("admin");
        }

        @Bean
        App shop() {
            return named("shop");
        }
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class OnePrimary {

        @Bean
        App admin() {
            return named("admin");
        }

        @Bean
        @Primary
        App shop() {
            return named("shop");
        }
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class FunctionEach extends Several {

        @Bean
        AppFunction adminFunction() {
            return AppFunction.of(admin());
        }

        @Bean
        AppFunction shopFunction() {
            return AppFunction.of(shop());
        }
    }
}
