package io.anyport.spring.cloud.function;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.DefaultPropertiesPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;

/** Properties that hold unless they are set anywhere else: that the application is the function, and that no event is logged. */
final class FunctionDefaults implements EnvironmentPostProcessor {

    /** It logs every event of a function that is not one of a stream, with body and credentials, at INFO. */
    private static final String PAYLOAD_LOGGER = "org.springframework.cloud.function.adapter.aws.AWSLambdaUtils";

    private static final Map<String, Object> DEFAULTS = Map.of(
            "spring.cloud.function.definition",
            AppFunctionAutoConfiguration.NAME,
            "logging.level." + PAYLOAD_LOGGER,
            "warn");

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var unset = new HashMap<>(DEFAULTS);
        unset.keySet().removeIf(environment::containsProperty);
        DefaultPropertiesPropertySource.addOrMerge(unset, environment.getPropertySources());
    }
}
