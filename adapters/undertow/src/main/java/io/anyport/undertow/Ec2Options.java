package io.anyport.undertow;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * How the {@linkplain Ec2Lifecycle life cycle of an EC2 instance} is watched: every 5 seconds, as AWS recommends, at the metadata service that
 * the environment names or at {@code http://169.254.169.254}. Immutable.
 */
public final class Ec2Options {

    private static final String DISABLED = "AWS_EC2_METADATA_DISABLED";
    private static final String ENDPOINT = "AWS_EC2_METADATA_SERVICE_ENDPOINT";
    private static final String USUAL = "http://169.254.169.254";

    private final URI endpoint;
    private final Duration period;
    private final boolean isDisabled;
    private final boolean isHeedingRebalance;

    private Ec2Options(URI endpoint, Duration period, boolean isDisabled, boolean isHeedingRebalance) {
        this.endpoint = endpoint;
        this.period = period;
        this.isDisabled = isDisabled;
        this.isHeedingRebalance = isHeedingRebalance;
    }

    /**
     * What the environment says, by the variables that AWS's own libraries heed: {@code AWS_EC2_METADATA_SERVICE_ENDPOINT}, a URL, and
     * {@code AWS_EC2_METADATA_DISABLED}, with which nothing is watched if it is {@code true}.
     *
     * @return the options
     * @throws IllegalArgumentException if the endpoint is no URL of HTTP
     */
    public static Ec2Options ofEnvironment() {
        return of(System.getenv());
    }

    static Ec2Options of(Map<String, String> environment) {
        boolean isDisabled = "true".equalsIgnoreCase(environment.get(DISABLED));
        var endpoint = checked(ENDPOINT, URI.create(environment.getOrDefault(ENDPOINT, USUAL)));
        return new Ec2Options(endpoint, Duration.ofSeconds(5), isDisabled, true);
    }

    private static URI checked(String argument, URI endpoint) {
        String scheme = endpoint.getScheme();
        if (!("http".equals(scheme) || "https".equals(scheme)) || endpoint.getHost() == null) {
            throw new IllegalArgumentException(argument + " must be a URL of HTTP, is '" + endpoint + "'");
        }
        return endpoint;
    }

    /**
     * A copy that asks another metadata service, such as one of a test.
     *
     * @param other its URL, without the path
     * @return the copy
     * @throws IllegalArgumentException if it is no URL of HTTP
     */
    public Ec2Options endpoint(URI other) {
        return new Ec2Options(checked("other", other), period, isDisabled, isHeedingRebalance);
    }

    /**
     * A copy that asks more or less often.
     *
     * @param pause from a millisecond on
     * @return the copy
     * @throws IllegalArgumentException if it is shorter
     */
    public Ec2Options every(Duration pause) {
        if (pause.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException("pause must be >= 1 ms, is " + pause);
        }
        return new Ec2Options(endpoint, pause, isDisabled, isHeedingRebalance);
    }

    /** {@return a copy that goes on when AWS only recommends to replace a spot instance} It may then live for hours, or two minutes. */
    public Ec2Options ignoringRebalance() {
        return new Ec2Options(endpoint, period, isDisabled, false);
    }

    URI endpoint() {
        return endpoint;
    }

    Duration period() {
        return period;
    }

    boolean isDisabled() {
        return isDisabled;
    }

    boolean isHeedingRebalance() {
        return isHeedingRebalance;
    }

    /** {@return the endpoint} */
    @Override
    public String toString() {
        return isDisabled ? "disabled" : endpoint.toString();
    }
}
