package io.anyport.undertow;

import io.anyport.App;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.junit.HttpTarget;
import io.anyport.junit.HttpTargetContract;
import java.io.IOException;
import java.util.Map;

/** The contract, over a socket on which a client can send anything. */
final class SocketContractTest extends HttpTargetContract {

    @Override
    protected HttpTarget start(App app) {
        var server = UndertowServer.start(app, 0);
        return new HttpTarget() {
            @Override
            public Response handle(Request request) throws IOException {
                return SocketClient.ask(server.port(), request);
            }

            @Override
            public void close() {
                server.stop();
            }
        };
    }

    @Override
    protected Map<String, String> cannot() {
        return Map.of(
                "badEscapesAreProblems", "Undertow's parser answers them itself, without content",
                "spacesInFieldValuesAreKept", "Undertow's parser makes them one",
                "theInvocationHasADeadline", "an application on a server has all the time");
    }
}
