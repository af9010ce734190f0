package io.anyport.lambda;

import io.anyport.App;
import io.anyport.http.Body;
import io.anyport.http.Response;
import io.anyport.http.Route;
import io.anyport.observe.Observation;
import io.anyport.observe.Observer;
import io.anyport.observe.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** A function whose observer writes into a file how many requests it has seen until each flush. */
public final class SeenFunction extends LambdaHandler {

    /** Where the file is. */
    static final String FILE = "SEEN_FILE";

    /** For the runtime. */
    public SeenFunction() {
        super(App.of(
                        "seen",
                        Route.post("/{length}")
                                .to(request -> Response.ok()
                                        .withBody(
                                                "a/b",
                                                Body.of(new StreamedFunction.Bytes(
                                                        Long.parseLong(request.parameter("length")))))))
                .observing(new Seen()));
    }

    private static final class Seen implements Observer {

        private final AtomicInteger count = new AtomicInteger();

        @Override
        public Observation begin(Task task) {
            return response -> count.incrementAndGet();
        }

        @Override
        public void flush(Duration time) {
            try {
                Files.writeString(
                        Path.of(System.getenv(FILE)),
                        count.get() + "\n",
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
