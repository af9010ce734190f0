package io.anyport.lambda.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientFieldsTest {

    @Test
    void theCustomTextsOfACaller() {
        var fields = List.of("Lambda-Runtime-Client-Context: {\"env\":{\"a\":\"b\"},\"client\":{\"x\":[1]},"
                + "\"custom\":{\"operation\":\"recount\",\"n\":7,\"o\":{}}}");
        var context = Objects.requireNonNull(new LoopContext(new Answer(200, fields, new byte[0])).getClientContext());
        assertEquals(Map.of("operation", "recount", "n", "7"), context.getCustom());
        assertEquals(Map.of("a", "b"), context.getEnvironment());
        assertNull(new LoopContext(new Answer(200, List.of(), new byte[0])).getClientContext());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "{", "{\"custom\":{", "[]", "x"})
    void whatIsNotUnderstoodIsNone(String field) {
        assertNull(ClientFields.context(field));
    }
}
