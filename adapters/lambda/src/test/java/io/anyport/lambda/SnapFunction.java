package io.anyport.lambda;

import static io.anyport.http.Route.get;

import io.anyport.App;
import io.anyport.Invocation;
import io.anyport.RandomBits;
import io.anyport.Resource;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.http.Status;
import io.anyport.lambda.local.FrontDoor;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;

/** A function that a snapshot is taken of, and that tells what was called. */
public final class SnapFunction extends LambdaHandler {

    private static final List<String> CALLS = new CopyOnWriteArrayList<>(List.of("made"));
    private static final String FAILS = String.valueOf(System.getenv("FAILS"));

    /** For the runtime. */
    public SnapFunction() {
        super(App.of(
                        "snap",
                        get("/calls").to(request -> Response.ok().text(String.join(" ", CALLS))),
                        get("/bits").to(request -> Response.ok().text(bits())),
                        get("/prime").to(request -> prime()))
                .priming(Request.get("/prime"))
                .resources(new Connection()));
    }

    private static Response prime() {
        CALLS.add("primed");
        return FAILS.equals("priming") ? Response.of(Status.SERVICE_UNAVAILABLE) : Response.ok();
    }

    /** From one seed: what the JDK's generator gives, what we do, and an id of an invocation. */
    private static String bits() {
        seed();
        long first = ThreadLocalRandom.current().nextLong();
        seed();
        long ours = RandomBits.next();
        seed();
        return first + " " + ours + " " + Invocation.local().id();
    }

    private static void seed() {
        try {
            var seed = Thread.class.getDeclaredField("threadLocalRandomSeed");
            ThreadLocalRandom.current();
            seed.setAccessible(true);
            seed.setLong(Thread.currentThread(), 1);
        } catch (ReflectiveOperationException changed) {
            throw new LinkageError("another JDK has another field", changed);
        }
    }

    /** The event of a request. */
    static byte[] event(String path) {
        return FrontDoor.httpApi().event(Request.get(path));
    }

    private static final class Connection implements Resource {

        @Override
        public void beforeCheckpoint() {
            CALLS.add("before");
        }

        @Override
        public void afterRestore() {
            CALLS.add("after");
            if (FAILS.equals("restore")) {
                throw new IllegalStateException("no connection");
            }
        }
    }
}
