package io.anyport.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import io.anyport.http.Method;
import io.anyport.http.Response;
import io.anyport.json.JsonGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The wire format of a front door: two conversions, from an event to a request and from a response to an answer. Its class is loaded
 * by the first event of the format, so that a function starts with one of them.
 */
interface WireFormat {

    /**
     * The request that an event of this format carries.
     *
     * @param platform what Lambda knows; null in a test that has no platform
     * @throws EventException if the body is not in the encoding that the event says
     */
    Received receive(Envelope event, @Nullable Context platform);

    /**
     * The answer that makes the front door send a response.
     *
     * @param method what was asked for
     * @param content the response's content, since it can be read only once
     * @throws IllegalStateException if the response cannot be sent
     */
    void answer(Method method, Response response, byte[] content, JsonGenerator json);

    /**
     * The beginning of a streamed answer: the response without its content. Only what can be streamed to is asked for it.
     *
     * @param method what was asked for
     * @throws IllegalStateException if the response cannot be sent
     */
    default void prelude(Method method, Response response, JsonGenerator json) {
        throw new IllegalStateException("no answer can be streamed to this front door");
    }

    /** {@return the largest answer that the front door takes, in bytes, counted after a body is in base64 or escaped} */
    default int answerLimit() {
        return LambdaHandler.ANSWER_LIMIT;
    }
}
