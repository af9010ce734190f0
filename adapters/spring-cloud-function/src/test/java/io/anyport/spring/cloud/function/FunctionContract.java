package io.anyport.spring.cloud.function;

import static org.junit.jupiter.api.Assumptions.abort;

import io.anyport.App;
import io.anyport.http.Request;
import io.anyport.junit.HttpTarget;
import io.anyport.junit.HttpTargetContract;
import io.anyport.lambda.local.FrontDoor;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;

/** The contract behind one front door. What is skipped, AWS itself makes impossible, as it does for {@code LambdaHandler}. */
abstract class FunctionContract extends HttpTargetContract {

    static final Map<String, String> JOINED = Map.of(
            "repeatedFieldsKeepTheirOrder", "of the fields of one name one value arrives",
            "fieldsAreSentInTheirOrder", "an answer has one value for each name");

    static final Map<String, String> ONE_COOKIE = Map.of(
            "repeatedFieldsKeepTheirOrder", "of the fields of one name the last arrives",
            "fieldsAreSentInTheirOrder", "an answer has one value for each name",
            "twoCookiesAreSet", "an answer has one value for each name, and cookies cannot be joined");

    private final FrontDoor door;
    private final Map<String, String> lost;

    FunctionContract(FrontDoor door, Map<String, String> lost) {
        this.door = door;
        this.lost = new HashMap<>(lost);
        this.lost.put("aBodyUpToTheLimitIsAccepted", "in an event it is larger than the front door hands over");
        this.lost.put("aBodyOverTheLimitIsRefused", "AWS refuses it by itself");
    }

    @Override
    protected HttpTarget start(App app) {
        var client = door.to(Functions.sharing(app));
        return request -> client.handle(accepted(sendable(request)));
    }

    @Override
    protected Map<String, String> cannot() {
        return lost;
    }

    /** {@return the request, unless AWS changes what the case looks at} */
    Request sendable(Request request) {
        return request;
    }

    private Request accepted(Request request) {
        try {
            door.event(request);
            return request;
        } catch (IllegalArgumentException refused) {
            return abort("AWS refuses it and does not invoke the function: " + refused.getMessage());
        }
    }

    static Request withoutEncodedSlash(Request request) {
        String path = request.path().toLowerCase(Locale.ROOT);
        boolean isLost = path.contains("%2f") || path.contains("%3f");
        return isLost ? abort("an HTTP API decodes the path, and what was an encoded slash is lost") : request;
    }

    /** Parameters arrive by name. */
    static Request grouped(Request request, boolean keepsRepeated) {
        String raw = request.rawQuery().orElse("");
        if (request.path().startsWith("/raw/") && !raw.isEmpty()) {
            return abort("the front door takes the query apart");
        }
        var names = new HashSet<String>();
        String before = "";
        for (String pair : raw.split("&", -1)) {
            String name = pair.split("=", 2)[0];
            if (!names.add(name) && !(keepsRepeated && name.equals(before))) {
                return abort("the front door hands parameters over by name, and loses their order");
            }
            before = name;
        }
        return request;
    }

    static Request small(Request request) {
        return request.path().endsWith("/3000000") ? abort("a balancer takes answers of at most 1 MiB") : request;
    }
}
