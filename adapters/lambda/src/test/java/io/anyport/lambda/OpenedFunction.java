package io.anyport.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A function that tells whether the JDK is open to it. */
public final class OpenedFunction implements RequestStreamHandler {

    /** For the runtime. */
    public OpenedFunction() {}

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        boolean isOpen = Object.class.getModule().isOpen("java.io", OpenedFunction.class.getModule());
        output.write(String.valueOf(isOpen).getBytes(StandardCharsets.US_ASCII));
    }
}
