package io.anyport;

import static io.anyport.http.Mount.mount;
import static io.anyport.http.Route.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.codec.TinyJson;
import io.anyport.http.Body;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.http.Status;
import java.io.FilterInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What happens to an application before a snapshot and after a restore. */
final class CheckpointTest {

    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());

    private Resource telling(String name) {
        return new Resource() {
            @Override
            public void beforeCheckpoint() {
                calls.add("before " + name);
            }

            @Override
            public void afterRestore() {
                calls.add("after " + name);
            }
        };
    }

    private Resource failing(String name) {
        return new Resource() {
            @Override
            public void afterRestore() throws Exception {
                calls.add("after " + name);
                throw new Exception(name);
            }
        };
    }

    private App app() {
        return App.of("test", get("/{name}").to(request -> {
            calls.add("prime " + request.path());
            return Response.ok().text("primed");
        }));
    }

    @Test
    void anApplicationIsPrimedThenItsResourcesLetGoInReverseOrder() throws Exception {
        var app = app().priming(Request.get("/a"), Request.get("/b"))
                .resources(telling("1"))
                .priming(Request.get("/c"))
                .resources(telling("2"), telling("3"));
        app.beforeCheckpoint();
        assertEquals(
                List.of("prime /a", "prime /b", "prime /c", "before 3", "before 2", "before 1"), List.copyOf(calls));
        calls.clear();
        app.afterRestore();
        assertEquals(List.of("after 1", "after 2", "after 3"), List.copyOf(calls));
    }

    @Test
    void whatIsDeclaredStaysWithEveryCopy() {
        var resource = telling("1");
        var app = app().priming(Request.get("/a")).resources(resource);
        for (var copy : List.<App>of(
                app.with(next -> next),
                app.problem(IllegalStateException.class, Status.CONFLICT),
                app.presenting(String.class, (text, links) -> text),
                app.codec(new TinyJson()),
                app.bodyLimit(1))) {
            assertEquals(1, copy.priming().size());
            assertEquals(List.of(resource), copy.resources());
        }
        assertEquals(List.of(), app().priming());
    }

    @Test
    void aMountedApplicationIsPrimedAndSharesItsResources() throws Exception {
        var shared = telling("shared");
        var mounted = app().priming(Request.get("/m")).resources(telling("m"), shared);
        var app = App.of("outer", mount("/inner", mounted)).resources(shared).priming(Request.get("/inner/o"));
        app.beforeCheckpoint();
        assertEquals(List.of("prime /o", "prime /m", "before m", "before shared"), List.copyOf(calls));
    }

    @Test
    void whatAMountedApplicationMountsIsPrimedAsWell() throws Exception {
        var innermost = app().priming(Request.get("/i")).resources(telling("i"));
        var inner = App.of("inner", mount("/innermost", innermost)).resources(telling("inner"));
        App.of("outer", mount("/inner", inner)).beforeCheckpoint();
        assertEquals(List.of("prime /i", "before i", "before inner"), List.copyOf(calls));
    }

    @Test
    void primingGoesTheWayThatATargetGives() throws Exception {
        var app = app().priming(Request.get("/a"));
        app.beforeCheckpoint(request -> {
            calls.add("target");
            return app.handle(request);
        });
        assertEquals(List.of("target", "prime /a"), List.copyOf(calls));
    }

    @Test
    void aPrimingThatFailsFailsTheStartAndNamesTheRequest() {
        var app = App.of(
                        "test",
                        get("/fails").to(request -> Response.of(Status.BAD_GATEWAY)),
                        get("/cut")
                                .to(request -> Response.ok()
                                        .withBody(Body.of(new FilterInputStream(InputStream.nullInputStream()) {
                                            @Override
                                            public int read(byte[] target, int offset, int length) {
                                                throw new IllegalStateException("cut");
                                            }
                                        }))))
                .resources(telling("1"));
        var failed = assertThrows(
                IllegalStateException.class,
                () -> app.priming(Request.get("/fails?secret=1")).beforeCheckpoint());
        assertEquals("priming GET /fails was answered with 502", failed.getMessage());
        var cut = assertThrows(
                IllegalStateException.class,
                () -> app.priming(Request.get("/cut")).beforeCheckpoint());
        assertTrue(cut.toString().contains("priming GET /cut failed"), cut.toString());
        assertEquals(List.of(), calls);
    }

    @Test
    void whatIsNotThereIsPrimedAsWell() throws Exception {
        App.of("test").priming(Request.get("/nobody")).beforeCheckpoint();
    }

    @Test
    void allResourcesAreRestoredWhateverFails() {
        var app = app().resources(failing("1"), failing("2"), telling("3"));
        var failed = assertThrows(Exception.class, app::afterRestore);
        assertEquals("1", failed.getMessage());
        assertEquals("2", failed.getSuppressed()[0].getMessage());
        assertEquals(List.of("after 1", "after 2", "after 3"), List.copyOf(calls));
    }

    @Test
    void aResourceThatHoldsNothingNeedsNoMethod() throws Exception {
        var app = app().resources(new Resource() {});
        app.beforeCheckpoint();
        app.afterRestore();
        assertEquals(1, app.resources().size());
    }

    @Test
    void equalSeedsGiveOtherBitsOnceTheProcessesDiffer() {
        var one = new SplittableRandom(1);
        var other = new SplittableRandom(1);
        for (int i = 0; i < 1_000; i++) {
            long first = one.nextLong();
            long second = other.nextLong();
            assertEquals(RandomBits.salted(first, 0), RandomBits.salted(second, 0));
            assertNotEquals(RandomBits.salted(first, 3), RandomBits.salted(second, 4));
        }
    }

    @Test
    void randomNumbersKeepBelowTheirBound() {
        RandomBits.afterRestore();
        long or = 0;
        for (int i = 0; i < 1_000; i++) {
            long number = RandomBits.next(8);
            assertTrue(number >= 0 && number < 8);
            or |= number;
        }
        assertEquals(7, or);
        assertThrows(IllegalArgumentException.class, () -> RandomBits.next(0));
        assertNotEquals(RandomBits.next(), RandomBits.next());
    }
}
