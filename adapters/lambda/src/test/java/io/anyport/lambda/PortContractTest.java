package io.anyport.lambda;

import static org.junit.jupiter.api.Assumptions.abort;

import io.anyport.App;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.junit.HttpTarget;
import io.anyport.junit.HttpTargetContract;
import io.anyport.junit.ServerTarget;
import io.anyport.lambda.local.FrontDoor;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The contract through a real port and any HTTP client, as behind a balancer with multi-value headers. */
final class PortContractTest extends HttpTargetContract {

    @Override
    protected HttpTarget start(App app) {
        var server = FrontDoor.albMulti().listen(app, 0);
        var target = ServerTarget.of(server.port(), server);
        return new HttpTarget() {
            @Override
            public Response handle(Request request) throws IOException, InterruptedException {
                return target.handle(sendable(request));
            }

            @Override
            public void close() throws IOException {
                target.close();
            }
        };
    }

    private static Request sendable(Request request) {
        boolean isAscii = (request.path() + request.rawQuery() + request.header("One"))
                .chars()
                .allMatch(c -> c >= ' ' && c < 0x80 && c != '#');
        return isAscii
                ? FrontDoorContract.small(FrontDoorContract.grouped(request, true))
                : abort(
                        "the JDK's client replaces what is not ASCII and drops a fragment, and its server replaces tabs");
    }

    @Override
    protected Map<String, String> cannot() {
        var cannot = new HashMap<>(FrontDoorContract.LARGE_BODIES);
        cannot.put("tabsInFieldsAreSent", "the JDK's client makes them spaces");
        return cannot;
    }
}
