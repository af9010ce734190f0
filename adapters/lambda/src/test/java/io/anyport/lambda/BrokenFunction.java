package io.anyport.lambda;

import io.anyport.App;

/** A function whose author made a mistake. */
public final class BrokenFunction extends LambdaHandler {

    /** For the runtime. */
    public BrokenFunction() {
        super(broken());
    }

    private static App broken() {
        throw new IllegalStateException("no table");
    }
}
