package io.anyport.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import io.anyport.http.Method;
import io.anyport.http.Response;
import io.anyport.json.JsonGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Application Load Balancers without multi-value headers: of fields and parameters of one name only the last arrives, and a field is
 * sent once at most.
 */
final class Alb implements WireFormat {

    static final WireFormat FORMAT = new Alb();

    private static final String TARGET = "lambda:alb";

    private Alb() {}

    @Override
    public Received receive(Envelope event, @Nullable Context platform) {
        return Balanced.receive(TARGET, event, event.headers, event.query, platform);
    }

    /** Cookies cannot be joined, so that a second one has nowhere to go. */
    @Override
    public void answer(Method method, Response response, byte[] content, JsonGenerator json) {
        var cookies = response.headers().all("Set-Cookie");
        if (cookies.size() > 1) {
            throw new IllegalStateException(TARGET + " sends one Set-Cookie at most, and the answer has "
                    + cookies.size() + ": enable multi-value headers of the load balancer's target group");
        }
        json.writeStartObject();
        Balanced.writeStatus(response, json);
        Answers.writeJoined(method, response, json);
        if (!cookies.isEmpty()) {
            json.writeStringProperty("Set-Cookie", cookies.get(0));
        }
        json.writeEndObject();
        Answers.writeBodyOrNone(response.headers(), content, json);
        json.writeEndObject();
    }

    @Override
    public int answerLimit() {
        return Balanced.LIMIT;
    }
}
