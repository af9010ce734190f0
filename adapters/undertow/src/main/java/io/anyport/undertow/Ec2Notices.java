package io.anyport.undertow;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Optional;

/** Looks for what announces the end of an instance. What fails is logged when it begins to. For one thread. */
final class Ec2Notices {

    private static final System.Logger LOGGER = System.getLogger("io.anyport.undertow");

    private final Ec2Metadata metadata;
    private final boolean isHeedingRebalance;
    private boolean isThere;
    private boolean isFailing;

    Ec2Notices(Ec2Options options) {
        this.metadata = new Ec2Metadata(options.endpoint());
        this.isHeedingRebalance = options.isHeedingRebalance();
    }

    /** {@return whether there is a metadata service, as far as is known} */
    boolean isThere() {
        return isThere;
    }

    /** {@return what has been announced; empty if it is nothing, or cannot be known} */
    Optional<String> look() {
        try {
            var notice = notice();
            isFailing = false;
            isThere = true;
            return notice;
        } catch (IOException | RuntimeException e) { // whatever another process answers must not end the watch
            isThere |= metadata.isThere();
            if (!isFailing) {
                log(e);
            }
            isFailing = true;
            return Optional.empty();
        }
    }

    private Optional<String> notice() throws IOException {
        if (metadata.get("spot/instance-action").isPresent()) {
            return Optional.of("the spot instance is about to be interrupted");
        }
        if (metadata.get("autoscaling/target-lifecycle-state")
                .filter("Terminated"::equals)
                .isPresent()) {
            return Optional.of("the Auto Scaling group terminates the instance");
        }
        if (isHeedingRebalance
                && metadata.get("events/recommendations/rebalance").isPresent()) {
            return Optional.of("a rebalance of the spot instance is recommended");
        }
        return Optional.empty();
    }

    private void log(Exception e) {
        if (isThere) {
            LOGGER.log(Level.WARNING, "the instance metadata cannot be read: " + e);
        } else {
            LOGGER.log(
                    Level.INFO,
                    "there is no instance metadata, as outside of EC2 and in containers behind a hop limit of 1: " + e);
        }
    }
}
