package io.anyport.benchmarks.bear;

import java.util.Locale;

/** Figures beside their bars. */
final class Figures {

    private final StringBuilder lines = new StringBuilder("| what | figure | bar | |\n|---|---|---|---|\n");
    private boolean isMet = true;

    void add(String what, String figure) {
        lines.append(String.format("| %s | %s | | |%n", what, figure));
    }

    void add(String what, double figure, String bar, boolean met) {
        isMet &= met;
        lines.append(
                String.format(Locale.ROOT, "| %s | %.1f | %s | %s |%n", what, figure, bar, met ? "met" : "MISSED"));
    }

    void atMost(String what, double figure, double bar) {
        add(what, figure, String.format(Locale.ROOT, "≤ %.1f", bar), figure <= bar);
    }

    void atLeast(String what, double figure, double bar) {
        add(what, figure, String.format(Locale.ROOT, "≥ %.1f", bar), figure >= bar);
    }

    boolean isMet() {
        return isMet;
    }

    @Override
    public String toString() {
        return lines.toString();
    }
}
