package io.anyport.junit.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;

/** A runtime of a few lines, whose function answers with a variable of its environment. */
final class EchoRuntime {

    private EchoRuntime() {}

    public static void main(String[] arguments) throws IOException {
        System.out.println("starting " + arguments[0]);
        String api = "http://" + System.getenv("AWS_LAMBDA_RUNTIME_API") + "/2018-06-01/runtime/";
        if (arguments[0].equals("broken")) {
            call(api + "init/error", "{}").getResponseCode();
            System.err.println("broken");
            System.exit(3);
        }
        while (true) {
            var next = (HttpURLConnection) url(api + "invocation/next").openConnection();
            String name = new String(next.getInputStream().readAllBytes(), UTF_8);
            String id = next.getHeaderField("Lambda-Runtime-Aws-Request-Id");
            call(api + "invocation/" + id + "/response", String.valueOf(System.getenv(name)))
                    .getResponseCode();
        }
    }

    private static HttpURLConnection call(String address, String content) throws IOException {
        var call = (HttpURLConnection) url(address).openConnection();
        call.setDoOutput(true);
        call.getOutputStream().write(content.getBytes(UTF_8));
        return call;
    }

    private static URL url(String address) throws IOException {
        return URI.create(address).toURL();
    }
}
