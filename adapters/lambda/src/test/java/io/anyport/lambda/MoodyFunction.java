package io.anyport.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.TreeMap;

/** A function that does what its event says, which no function should. */
public final class MoodyFunction implements RequestStreamHandler {

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        String wish = new String(input.readAllBytes(), UTF_8);
        switch (wish) {
            case "exit" -> System.exit(7);
            case "memory" -> throw new OutOfMemoryError("no memory");
            case "stack" -> deeper(1);
            case "interrupt" -> Thread.currentThread().interrupt();
            case "log" -> log(context);
            default -> output.write(told(context).getBytes(UTF_8));
        }
    }

    private static int deeper(int depth) {
        return depth < 0 ? 0 : deeper(depth + 1) + 1;
    }

    private static void log(Context context) {
        var logger = context.getLogger();
        logger.log("plain\n");
        logger.log("said \"so\"\n", LogLevel.WARN);
        logger.log("not said", LogLevel.INFO);
        logger.log("bytes\n".getBytes(UTF_8), LogLevel.ERROR);
    }

    private static String told(Context context) {
        var identity = context.getIdentity();
        var client = context.getClientContext();
        return context.getFunctionName() + " " + context.getMemoryLimitInMB() + " " + context.getTenantId()
                + " " + System.getProperty("com.amazonaws.xray.traceHeader")
                + " " + (identity == null ? null : identity.getIdentityId() + "/" + identity.getIdentityPoolId())
                + " "
                + (client == null
                        ? null
                        : client.getClient().getAppTitle() + "/" + new TreeMap<>(client.getCustom()) + "/"
                                + client.getEnvironment());
    }
}
