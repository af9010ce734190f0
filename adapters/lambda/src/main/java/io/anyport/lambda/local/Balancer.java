package io.anyport.lambda.local;

import io.anyport.http.Body;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.http.Status;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;

/**
 * An Application Load Balancer.
 *
 * @param isMulti whether its target group has multi-value headers
 */
record Balancer(boolean isMulti) implements FrontDoor {

    private static final int LIMIT = 1024 * 1024;

    /** What is text to a balancer; everything else is in base64. */
    private static final List<String> TEXT =
            List.of("text/", "application/json", "application/javascript", "application/xml");

    @Override
    public String name() {
        return isMulti ? "alb-multi" : "alb";
    }

    @Override
    public byte[] event(Request request) {
        var client = new ClientRequest(request);
        return EventWriter.event(client.body().length, json -> write(client, json));
    }

    private void write(ClientRequest client, JsonGenerator json) {
        json.writeObjectPropertyStart("requestContext");
        json.writeObjectPropertyStart("elb");
        json.writeStringProperty(
                "targetGroupArn",
                "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/local/6d0ecf831eec9f09");
        json.writeEndObject();
        json.writeEndObject();
        json.writeStringProperty("httpMethod", client.request().method().name());
        json.writeStringProperty("path", client.request().path());
        if (isMulti) {
            EventWriter.writeLists(json, "multiValueQueryStringParameters", client.rawParameters());
            EventWriter.writeLists(json, "multiValueHeaders", client.fields(true));
        } else {
            EventWriter.writeLast(json, "queryStringParameters", client.rawParameters());
            EventWriter.writeLast(json, "headers", client.fields(true));
        }
        EventWriter.writeBody(json, client.body(), client.body().length == 0 || isText(client));
    }

    private static boolean isText(ClientRequest client) {
        String type = client.request().header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        return TEXT.stream().anyMatch(type::startsWith) && client.isPlainUtf8();
    }

    /** Fields count only in the balancer's own mode. */
    @Override
    public Response response(byte[] bytes) {
        try {
            var answer = FunctionAnswer.read(bytes);
            boolean isSound = answer.hasStatus() && !answer.hasCookies();
            return isSound ? answer.response(isMulti ? answer.lists() : answer.fields()) : refusal(failure());
        } catch (JacksonException | IllegalArgumentException notUnderstood) {
            return refusal(failure());
        }
    }

    @Override
    public Response refusal(Status status) {
        String page = "<html>\r\n<head><title>" + status + "</title></head>\r\n<body>\r\n<center><h1>" + status
                + "</h1></center>\r\n</body>\r\n</html>\r\n";
        return Response.of(status).withBody("text/html", Body.of(page));
    }

    @Override
    public Status failure() {
        return Status.BAD_GATEWAY;
    }

    @Override
    public int bodyLimit() {
        return LIMIT;
    }

    @Override
    public int answerLimit() {
        return LIMIT;
    }
}
