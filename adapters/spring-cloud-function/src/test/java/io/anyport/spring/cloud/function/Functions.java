package io.anyport.spring.cloud.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.anyport.App;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;
import org.springframework.context.annotation.Bean;

/** Functions as AWS starts them. A start takes seconds, so that tests share what they can. */
final class Functions {

    private static @Nullable App shared;
    private static @Nullable RequestStreamHandler sharing;

    private Functions() {}

    /** One start for all tests that look at the function of {@link Notes}. */
    private static final class OfNotes {
        static final FunctionInvoker FUNCTION = start(Notes.class, null);
    }

    static FunctionInvoker ofNotes() {
        return OfNotes.FUNCTION;
    }

    /** Which application it is, {@code FunctionInvoker} asks the process: one starts at a time. */
    static synchronized FunctionInvoker start(Class<?> application, @Nullable String definition) {
        System.setProperty("MAIN_CLASS", application.getName());
        try {
            return new FunctionInvoker(definition);
        } finally {
            System.clearProperty("MAIN_CLASS");
        }
    }

    /** {@return the one function for the contract's application, of which each test has an equal one} */
    static synchronized RequestStreamHandler sharing(App contract) {
        if (sharing == null) {
            shared = contract;
            sharing = start(Sharing.class, null);
        }
        return sharing;
    }

    /** {@return what it answers to an event} */
    static byte[] answer(RequestStreamHandler function, byte[] event, @Nullable Context platform) throws IOException {
        var answer = new ByteArrayOutputStream();
        function.handleRequest(new ByteArrayInputStream(event), answer, platform);
        return answer.toByteArray();
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Sharing {

        @Bean
        App contract() {
            return Objects.requireNonNull(shared);
        }
    }
}
