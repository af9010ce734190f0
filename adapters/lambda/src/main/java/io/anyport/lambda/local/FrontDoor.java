package io.anyport.lambda.local;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.anyport.App;
import io.anyport.http.Handler;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.lambda.LambdaHandler;

/**
 * A front door of AWS, as two conversions: from a request to the event that the function gets, and from the function's answer to
 * the response that the client gets. Both do what AWS does with its quirks: what it decodes, joins, lower-cases and refuses.
 * Immutable, and thread-safe.
 *
 * <p>What is between client and front door is left out: fields that only describe the connection, {@code Date}, and AWS's own ids
 * in responses.
 */
public interface FrontDoor {

    /** {@return an HTTP API (payload format 2.0) with the stage {@code $default}} */
    static FrontDoor httpApi() {
        return httpApi("$default");
    }

    /**
     * An HTTP API (payload format 2.0).
     *
     * @param stage its stage; one with a name stands in front of the path, as clients have to write it
     * @return the front door
     */
    static FrontDoor httpApi(String stage) {
        return new PayloadTwo("anyport.execute-api.eu-west-1.amazonaws.com", stage, true);
    }

    /** {@return the URL of a function} */
    static FrontDoor functionUrl() {
        return new PayloadTwo("anyport.lambda-url.eu-west-1.on.aws", "$default", false);
    }

    /**
     * The event that stands for a request. Ids and times in it are new each time.
     *
     * @param request the request as a client sends it; a body that is a stream is read
     * @return the event, in JSON
     * @throws IllegalArgumentException if AWS would refuse the request with 400 and not invoke the function
     */
    byte[] event(Request request);

    /**
     * The response that stands for a function's answer.
     *
     * @param answer what the function wrote
     * @return the response; 500 if AWS would not understand the answer
     */
    Response response(byte[] answer);

    /**
     * A client of a function behind this front door. A failure of the function is a 500, as with AWS, and is logged.
     *
     * @param function the function; called by as many threads as call the client
     * @return the client
     */
    default Handler to(RequestStreamHandler function) {
        return new LocalFunction(this, function);
    }

    /**
     * A client of an application that runs as a function behind this front door.
     *
     * @param app the application
     * @return the client
     */
    default Handler to(App app) {
        return to(new LambdaHandler(app) {});
    }
}
