package io.anyport.spring.cloud.function;

import com.amazonaws.services.lambda.runtime.Context;
import io.anyport.App;
import io.anyport.lambda.LambdaHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.function.adapter.aws.AWSLambdaUtils;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.support.GenericMessage;

/**
 * An application as a function, from the bytes of an event to the bytes of the answer, by the conversions of {@link LambdaHandler}.
 * Nothing that {@code spring-cloud-function-adapter-aws} does to events and answers happens to them: for a function of a stream it
 * hands over the event as it is.
 *
 * <p>There is a bean of this type for the {@link App} of a Spring application; another one is needed only for an application that is
 * one of several. Thread-safe; one object serves all invocations of a process.
 */
public final class AppFunction implements Function<Message<InputStream>, Message<byte[]>> {

    /** Content that no converter looks into. The usual one for JSON would parse every answer, only to see that it is JSON. */
    private static final MessageHeaders AS_IT_IS =
            new MessageHeaders(Map.of(MessageHeaders.CONTENT_TYPE, "application/octet-stream"));

    private final LambdaHandler handler;

    private AppFunction(App app) {
        this.handler = new LambdaHandler(app) {};
    }

    /**
     * An application as a function.
     *
     * @param app the application
     * @return the function, to be declared as a bean
     * @throws IllegalStateException if the application is not complete
     */
    public static AppFunction of(App app) {
        return new AppFunction(app);
    }

    /**
     * Answers an event.
     *
     * @param event the event, with what the platform knows of the invocation in its header {@code aws-context}, if there is a platform
     * @return the answer
     * @throws io.anyport.lambda.EventException if the event is malformed, or of no shape that is understood
     * @throws IllegalStateException if it is not handed over as a stream, but changed by a function in between
     */
    @Override
    public Message<byte[]> apply(Message<InputStream> event) {
        var answer = new ByteArrayOutputStream();
        try (var input = content(event)) {
            handler.handleRequest(input, answer, platform(event));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return new GenericMessage<>(answer.toByteArray(), AS_IT_IS);
    }

    private static InputStream content(Message<?> event) {
        if (event.getPayload() instanceof InputStream input) {
            return input;
        }
        throw new IllegalStateException(
                "an application takes an event as a stream, as FunctionInvoker hands it over, and got "
                        + event.getPayload().getClass().getName()
                        + ": let spring.cloud.function.definition name the application, and not what changes its events");
    }

    private static @Nullable Context platform(Message<?> event) {
        return event.getHeaders().get(AWSLambdaUtils.AWS_CONTEXT) instanceof Context platform ? platform : null;
    }
}
