package io.anyport.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import io.anyport.http.Method;
import io.anyport.http.Response;
import io.anyport.json.JsonGenerator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Application Load Balancers with multi-value headers, whose answers have to have them too. */
final class AlbMulti implements WireFormat {

    static final WireFormat FORMAT = new AlbMulti();

    private AlbMulti() {}

    @Override
    public Received receive(Envelope event, @Nullable Context platform) {
        var headers = Objects.requireNonNull(event.multiHeaders);
        return Balanced.receive("lambda:alb-multi", event, headers, event.multiQuery, platform);
    }

    @Override
    public void answer(Method method, Response response, byte[] content, JsonGenerator json) {
        json.writeStartObject();
        Balanced.writeStatus(response, json);
        Answers.writeLists(method, response, json);
        Answers.writeBodyOrNone(response.headers(), content, json);
        json.writeEndObject();
    }

    @Override
    public int answerLimit() {
        return Balanced.LIMIT;
    }
}
