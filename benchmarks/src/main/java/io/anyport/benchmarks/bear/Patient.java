package io.anyport.benchmarks.bear;

import static io.anyport.http.Route.get;
import static io.anyport.http.Route.post;

import io.anyport.App;
import io.anyport.http.Body;
import io.anyport.http.Response;
import io.anyport.undertow.HandlerThreads;
import io.anyport.undertow.ServerOptions;
import io.anyport.undertow.UndertowServer;
import java.io.InputStream;
import java.util.logging.LogManager;

/** What has to bear it: a server with all defaults, unless the threads are named, without a log. */
public final class Patient {

    private static final int LARGE = 64 * 1024 * 1024;
    private static final int LARGE_IN_ONE_PIECE = 4 * 1024 * 1024;
    private static final int ROUNDS_OF_WORK = 4_000; // some hundreds of microseconds

    private Patient() {}

    /** Zeros, of which none is kept. */
    private static final class Zeros extends InputStream {
        private int left = LARGE;

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            int count = Math.min(left, length);
            left -= count;
            return count == 0 ? -1 : count;
        }
    }

    public static void main(String[] arguments) {
        LogManager.getLogManager().reset();
        var options = ServerOptions.onPort(Integer.parseInt(arguments[0]));
        var server = new UndertowServer[1];
        var app = App.of(
                "patient",
                get("/plaintext").to(request -> Response.ok().text("Hello, World!")),
                get("/fail").to(request -> {
                    throw new IllegalStateException("on purpose");
                }),
                get("/work").to(request -> Response.ok().text(work())),
                get("/stream").to(request -> Response.ok().withBody("application/octet-stream", Body.of(new Zeros()))),
                get("/piece")
                        .to(request -> Response.ok()
                                .withBody("application/octet-stream", Body.of(new byte[LARGE_IN_ONE_PIECE]))),
                get("/load").to(request -> Response.ok().text(load(server[0]))),
                post("/echo").to(request -> Response.ok().text(request.body().text())));
        server[0] = UndertowServer.start(
                app, arguments.length > 1 ? options.threads(HandlerThreads.valueOf(arguments[1])) : options);
    }

    private static String work() {
        long sum = 1;
        for (int i = 0; i < ROUNDS_OF_WORK; i++) {
            sum = sum * 31 + Long.numberOfTrailingZeros(sum) / (1 + i % 7);
            sum ^= Math.floorMod(sum, 1_000_003L) / (1 + i % 3);
        }
        return Long.toString(sum);
    }

    private static String load(UndertowServer server) {
        var load = server.load();
        return load.inFlight() + " " + load.waiting() + " " + load.shed();
    }
}
