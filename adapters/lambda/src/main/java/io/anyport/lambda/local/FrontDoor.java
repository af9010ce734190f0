package io.anyport.lambda.local;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.anyport.App;
import io.anyport.http.Handler;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.http.Status;
import io.anyport.lambda.LambdaHandler;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A front door of AWS, as two conversions: from a request to the event that the function gets, and from the function's answer to
 * the response that the client gets. Both do what AWS does with its quirks: what it decodes, joins, drops, lower-cases and refuses.
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
        return new PayloadTwo("http-api", "anyport.execute-api.eu-west-1.amazonaws.com", stage);
    }

    /** {@return the URL of a function} */
    static FrontDoor functionUrl() {
        return new PayloadTwo("function-url", "anyport.lambda-url.eu-west-1.on.aws", "$default");
    }

    /** {@return a REST API (payload format 1.0) behind a domain of its own; all media types are declared to be binary} */
    static FrontDoor restApi() {
        return new PayloadOne("api.example.com", "prod", "");
    }

    /**
     * A REST API (payload format 1.0) behind AWS's domain; all media types are declared to be binary.
     *
     * @param stage its stage, which clients have to write in front of the path
     * @return the front door
     */
    static FrontDoor restApi(String stage) {
        return new PayloadOne("anyport.execute-api.eu-west-1.amazonaws.com", stage, "/" + stage);
    }

    /** {@return an Application Load Balancer as it is, without multi-value headers} */
    static FrontDoor alb() {
        return new Balancer(false);
    }

    /** {@return an Application Load Balancer whose target group has multi-value headers} */
    static FrontDoor albMulti() {
        return new Balancer(true);
    }

    /** {@return one of each kind} */
    static List<FrontDoor> all() {
        return List.of(
                httpApi(),
                restApi(),
                alb(),
                albMulti(),
                functionUrl(),
                functionUrl().streaming(),
                restApi().streaming());
    }

    /**
     * The front door of a name.
     *
     * @param name as {@link #name} gives it
     * @return the front door
     * @throws IllegalArgumentException if there is none of that name; its text lists those that there are
     */
    static FrontDoor named(String name) {
        var names = all().stream().map(FrontDoor::name).toList();
        int index = names.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException(
                    "there is no front door '" + name + "'; there are " + String.join(", ", names));
        }
        return all().get(index);
    }

    /**
     * {@return what it is called, such as {@code http-api}; an invocation's target is {@code lambda:} and this, without {@code -stream},
     * which no event tells}
     */
    String name();

    /**
     * The front door with response streaming: the client gets what the function has made while the function is still at work. A function
     * that fails in the middle cuts the connection off. AWS has it for Function URLs (invoke mode {@code RESPONSE_STREAM}) and REST APIs
     * (response transfer mode {@code STREAM}).
     *
     * @return the front door, whose name ends with {@code -stream}
     * @throws UnsupportedOperationException if AWS does not have it for this one
     */
    default FrontDoor streaming() {
        throw new UnsupportedOperationException(name() + " has no response streaming; function-url and rest-api have");
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
     * @return the response; that of a failure if AWS would not understand the answer
     */
    Response response(byte[] answer);

    /**
     * What the front door answers by itself.
     *
     * @param status why
     * @return the response
     */
    Response refusal(Status status);

    /** {@return the status if the function fails, or its answer is not understood} */
    Status failure();

    /** {@return the largest body of a request that it takes, in bytes as the client sends them} */
    int bodyLimit();

    /** {@return the largest answer of a function that it takes, in bytes} */
    int answerLimit();

    /**
     * A client of a function behind this front door. A failure of the function is a 500 or a 502, as with AWS, and is logged.
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

    /**
     * Serves an application that runs as a function behind this front door.
     *
     * @param app the application
     * @param port from 1 to 65535, or 0 for any that is free
     * @return what runs until it is closed
     * @throws UncheckedIOException if nobody can listen there
     */
    default LocalServer listen(App app, int port) {
        return LocalServer.start(this, to(app), port);
    }
}
