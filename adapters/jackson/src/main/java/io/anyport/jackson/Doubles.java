package io.anyport.jackson;

import tools.jackson.core.io.NumberOutput;

/** Floating-point numbers as text. A class of its own, so that one of Jackson's is loaded with the first such number only. */
final class Doubles {

    private Doubles() {}

    /**
     * The shortest text that is read as the same number, which the JDK has from 19 on.
     *
     * @throws IllegalArgumentException if it is not finite
     */
    static String text(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a number must be finite to be written");
        }
        return NumberOutput.toString(value, true);
    }
}
