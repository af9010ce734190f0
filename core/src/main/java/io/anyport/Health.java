package io.anyport;

import java.time.Duration;
import java.util.List;

/**
 * What the checks of an application said when they were last asked.
 *
 * @param checks each of them, in their order
 */
public record Health(List<Checked> checks) {

    /**
     * What one check said.
     *
     * @param name its name
     * @param isPassing whether it was well, within its limit
     * @param took how long it took to say so
     */
    public record Checked(String name, boolean isPassing, Duration took) {}

    /**
     * Keeps a copy.
     *
     * @param checks each of them
     */
    public Health {
        checks = List.copyOf(checks);
    }

    /** {@return whether all are well; so it is where there are none} */
    public boolean isPassing() {
        return checks.stream().allMatch(Checked::isPassing);
    }
}
