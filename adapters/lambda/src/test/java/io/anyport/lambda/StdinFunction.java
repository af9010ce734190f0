package io.anyport.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A function that reads from where nothing is to be read. */
public final class StdinFunction implements RequestStreamHandler {

    /** For the runtime. */
    public StdinFunction() {}

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        output.write(String.valueOf(System.in.read()).getBytes(StandardCharsets.US_ASCII));
    }
}
