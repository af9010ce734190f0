package io.anyport;

import static io.anyport.http.Mount.mount;
import static io.anyport.http.Route.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The checks of an application: which there are, and how they are asked. */
@Timeout(60)
final class HealthTest {

    private static final HealthCheck WELL = HealthCheck.of("well", () -> {});

    private final AtomicLong nanos = new AtomicLong();

    private static App app(String name) {
        return App.of(name, get("/").to(request -> Response.ok()));
    }

    private static Resource resource(HealthCheck check) {
        return new Resource() {
            @Override
            public Optional<HealthCheck> healthCheck() {
                return Optional.of(check);
            }
        };
    }

    private static List<String> names(App app) {
        return app.checks().stream().map(HealthCheck::name).toList();
    }

    private HealthChecks checks(HealthCheck... checks) {
        return HealthChecks.of(List.of(checks), nanos::get);
    }

    private static List<Boolean> ask(HealthChecks checks) {
        return checks.ask().join().checks().stream()
                .map(Health.Checked::isPassing)
                .toList();
    }

    @Test
    void checksAreTheDeclaredOnesThoseMountedAndThoseOfResources() {
        var store = resource(HealthCheck.of("store", () -> {}));
        var inner = app("inner").checks(HealthCheck.of("inner", () -> {})).resources(store);
        var outer = App.of("outer", mount("/inner", inner))
                .checks(WELL)
                .resources(store, resource(HealthCheck.of("store", () -> {})), new Resource() {})
                .checks(HealthCheck.of("last", () -> {}))
                .bodyLimit(1)
                .with();
        assertEquals(List.of("well", "last", "inner", "store", "store-2"), names(outer));
        assertEquals(List.of(), app("none").checks());
        assertTrue(HealthChecks.of(app("none")).ask().join().isPassing());
    }

    @Test
    void aCheckFailsByThrowing() {
        var health = checks(
                        WELL,
                        HealthCheck.of("thrown", () -> {
                            throw new Exception("secret");
                        }),
                        HealthCheck.of("broken", () -> {
                            throw new AssertionError();
                        }))
                .ask()
                .join();
        assertFalse(health.isPassing());
        assertEquals(
                List.of(true, false, false),
                health.checks().stream().map(Health.Checked::isPassing).toList());
        assertFalse(health.toString().contains("secret"), health.toString());
    }

    @Test
    void anErrorIsAFailureLikeAnyOther() {
        var failing = new AtomicBoolean(true);
        var checks = checks(HealthCheck.of("once", () -> {
            if (failing.getAndSet(false)) {
                throw new AssertionError();
            }
        }));
        assertEquals(List.of(false), ask(checks));
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertEquals(List.of(true), ask(checks));
    }

    @Test
    void whatTheySayIsGoodForASecond() {
        var count = new AtomicInteger();
        var checks = checks(HealthCheck.of("counting", count::incrementAndGet));
        nanos.set(Long.MAX_VALUE - 5); // it may overflow
        ask(checks);
        nanos.addAndGet(999_999_999);
        ask(checks);
        assertEquals(1, count.get());
        nanos.addAndGet(1);
        ask(checks);
        assertEquals(2, count.get());
    }

    @Test
    void whoAsksWhileTheyAreAskedGetsTheSame() throws InterruptedException {
        var count = new AtomicInteger();
        var released = new CountDownLatch(1);
        var checks = checks(HealthCheck.of("slow", () -> {
                    count.incrementAndGet();
                    released.await();
                })
                .limit(Duration.ofMinutes(1)));
        var first = checks.ask();
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        var second = checks.ask();
        assertFalse(second.complete(new Health(List.of())) && first.isDone());
        released.countDown();
        assertSame(first.join(), checks.ask().join());
        assertEquals(1, count.get());
    }

    /** A check that does not even react to being interrupted is not run a second time beside itself. */
    @Test
    void aCheckHasALimitAndIsNeverRunTwiceAtOnce() throws InterruptedException {
        var count = new AtomicInteger();
        var interrupted = new CountDownLatch(1);
        var released = new CountDownLatch(1);
        var checks = checks(
                HealthCheck.of("stuck", () -> {
                            count.incrementAndGet();
                            while (released.getCount() > 0) {
                                try {
                                    released.await();
                                } catch (InterruptedException e) {
                                    interrupted.countDown();
                                }
                            }
                        })
                        .limit(Duration.ofMillis(20)),
                WELL);
        assertEquals(List.of(false, true), ask(checks));
        assertTrue(interrupted.await(10, TimeUnit.SECONDS));
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertEquals(List.of(false, true), ask(checks));
        assertEquals(1, count.get());
        released.countDown();
        do {
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        } while (!ask(checks).get(0) && count.get() == 1);
        assertEquals(2, count.get());
    }

    @Test
    void theLimitIsTheDeadlineOfWhatTheCheckDoes() {
        var remaining = new java.util.concurrent.CompletableFuture<Duration>();
        var check = HealthCheck.of(
                        "looking",
                        () -> remaining.complete(
                                Invocation.current().orElseThrow().remaining().orElseThrow()))
                .limit(Duration.ofSeconds(30));
        assertEquals(List.of(true), ask(checks(check)));
        assertTrue(remaining.join().compareTo(Duration.ofSeconds(30)) <= 0);
    }

    @Test
    void aFailureIsLoggedWhenItBeginsAndWhenItEnds() {
        var failing = new AtomicBoolean();
        var checks = checks(HealthCheck.of("changing-3f9", () -> {
            if (failing.get()) {
                throw new Exception("the reason");
            }
        }));
        try (var log = Logged.by("io.anyport.health")) {
            for (boolean state : new boolean[] {false, true, true, false, false, true}) {
                failing.set(state);
                assertEquals(List.of(!state), ask(checks));
                nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            }
            var levels = log.with("changing-3f9").stream()
                    .map(java.util.logging.LogRecord::getLevel)
                    .toList();
            assertEquals(List.of(Level.WARNING, Level.INFO, Level.WARNING), levels);
            assertTrue(log.with("changing-3f9").get(0).getMessage().contains("the reason"));
        }
    }

    @Test
    void namesAndLimitsAreChecked() {
        assertThrows(IllegalArgumentException.class, () -> HealthCheck.of("a b", () -> {}));
        assertThrows(IllegalArgumentException.class, () -> HealthCheck.of("", () -> {}));
        assertThrows(IllegalArgumentException.class, () -> WELL.named("\""));
        assertThrows(IllegalArgumentException.class, () -> WELL.limit(Duration.ZERO));
        assertEquals(
                Duration.ofSeconds(3),
                WELL.limit(Duration.ofSeconds(3)).named("other").limit());
    }
}
