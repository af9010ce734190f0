package io.anyport.junit;

import io.anyport.App;
import java.util.Map;

/** In memory, an application is its own target. */
final class MemoryTargetTest extends HttpTargetContract {

    @Override
    protected HttpTarget start(App app) {
        return app::handle;
    }

    @Override
    protected Map<String, String> cannot() {
        return Map.of(
                "theClientHasAnAddress", "nobody is connected",
                "theInvocationHasADeadline", "a test has all the time",
                "aTraceArrives", "the invocation is what the test makes of it",
                "aTraceArrivesWithItsState", "the invocation is what the test makes of it");
    }
}
