package io.anyport.lambda;

import java.io.IOException;
import java.io.OutputStream;

/**
 * What the output of a function is besides, if its answer can be sent while it is being made: the one that {@link
 * io.anyport.lambda.runtime.FunctionRuntime} hands over if {@value #VARIABLE} is set. {@link LambdaHandler} uses it by itself; any
 * other {@link com.amazonaws.services.lambda.runtime.RequestStreamHandler} may ask whether its output is one.
 *
 * <p>For one invocation, and used by one thread at a time.
 */
public interface StreamingOutput {

    /** The environment variable that names the front doors that take streamed answers, with commas between them. */
    String VARIABLE = "ANYPORT_LAMBDA_STREAMING";

    /** A Function URL whose invoke mode is {@code RESPONSE_STREAM}. */
    String FUNCTION_URL = "function-url";

    /** A REST API whose integration has the response transfer mode {@code STREAM}. */
    String REST_API = "rest-api";

    /**
     * Tells whether a front door takes a streamed answer, which no event says.
     *
     * @param frontDoor {@value #FUNCTION_URL} or {@value #REST_API}
     * @return whether it was declared
     */
    boolean streamsTo(String frontDoor);

    /**
     * Begins the answer, which from then on is what is written into the stream; what the function writes into its output itself is an
     * answer of the other kind, which is sent when the function has returned. The answer is complete when the function returns; if it
     * throws instead, the answer is cut off, and the platform is told why.
     *
     * @param contentType how the platform is to understand it: {@code application/vnd.awslambda.http-integration-response} begins with
     *     status and header fields, anything else is the content itself
     * @return where it goes; written to in steps of a few kilobytes, or whenever it is flushed; waits for a slow client, and throws if
     *     the platform has gone
     * @throws IOException if the platform cannot be reached
     * @throws IllegalStateException if the answer has begun already
     */
    OutputStream stream(String contentType) throws IOException;
}
