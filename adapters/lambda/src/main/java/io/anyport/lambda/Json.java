package io.anyport.lambda;

import io.anyport.json.JsonGenerator;
import io.anyport.json.JsonParser;

/** How events are read and answers are written. What AWS sends is bounded by the size of an event, so that no text in it is too long. */
final class Json {

    private static final int MOST_LEVELS = 10_000;

    private Json() {}

    /**
     * A parser that stands before the first token.
     *
     * @throws EventException if the event is no text
     */
    static JsonParser parser(byte[] event) {
        if (!Texts.isUtf8(event)) {
            throw new EventException("the event must be well-formed JSON: it is not in UTF-8");
        }
        return JsonParser.of(event, 0, MOST_LEVELS, Integer.MAX_VALUE);
    }

    /** @param capacity about how many bytes the answer is going to have */
    static JsonGenerator generator(int capacity) {
        return JsonGenerator.of(capacity, MOST_LEVELS);
    }
}
