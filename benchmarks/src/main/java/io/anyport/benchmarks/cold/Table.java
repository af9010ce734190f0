package io.anyport.benchmarks.cold;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What was measured, for people and as CSV. */
final class Table {

    private static final String HEADER =
            "jdk,mode,variant,cold_ms,cold_cpu_ms,warm_ms,warm_cpu_ms,classes,parsed_classes,"
                    + "cold_ratio,cold_cpu_ratio,warm_ratio,warm_cpu_ratio";

    private final StringBuilder lines = new StringBuilder();
    private final StringBuilder csv = new StringBuilder(HEADER).append('\n');

    /** Adds settings of one JDK and mode, of which the first is what the others are compared with. */
    void add(List<Setting> settings, List<int[]> classes) {
        var first = settings.get(0);
        lines.append(String.format(
                Locale.ROOT,
                "%nJDK %d, %s: medians of %d processes, and ratios to the first line, as medians of the ratios in each round%n"
                        + "%-24s %21s %21s %21s %21s %8s %8s%n",
                first.jdk().feature(),
                first.mode().name().toLowerCase(Locale.ROOT),
                first.trials().size(),
                "",
                "cold ms",
                "cold CPU ms",
                "warm µs",
                "warm CPU µs",
                "classes",
                "parsed"));
        for (int i = 0; i < settings.size(); i++) {
            add(first, settings.get(i), classes.get(i));
        }
    }

    private void add(Setting first, Setting setting, int[] classes) {
        double[] medians = new double[4];
        double[] ratios = new double[4];
        List<ToDoubleFunction<Trial>> columns = List.of(Trial::cold, Trial::coldCpu, Trial::warm, Trial::warmCpu);
        for (int i = 0; i < medians.length; i++) {
            double[] base = column(first, columns.get(i));
            double[] own = column(setting, columns.get(i));
            medians[i] = median(own);
            ratios[i] = median(quotients(own, base));
        }
        lines.append(String.format(
                Locale.ROOT,
                "%-24s %12.1f (%5.2fx) %12.1f (%5.2fx) %12.1f (%5.2fx) %12.1f (%5.2fx) %8d %8d%n",
                setting.variant().name(),
                medians[0],
                ratios[0],
                medians[1],
                ratios[1],
                medians[2] * 1000,
                ratios[2],
                medians[3] * 1000,
                ratios[3],
                classes[0],
                classes[1]));
        csv.append(String.format(
                Locale.ROOT,
                "%d,%s,\"%s\",%.2f,%.2f,%.5f,%.5f,%d,%d,%.3f,%.3f,%.3f,%.3f%n",
                setting.jdk().feature(),
                setting.mode(),
                setting.variant().name(),
                medians[0],
                medians[1],
                medians[2],
                medians[3],
                classes[0],
                classes[1],
                ratios[0],
                ratios[1],
                ratios[2],
                ratios[3]));
    }

    private static double[] column(Setting setting, ToDoubleFunction<Trial> of) {
        return setting.trials().stream().mapToDouble(of).toArray();
    }

    private static double[] quotients(double[] own, double[] base) {
        var quotients = new double[own.length];
        for (int i = 0; i < own.length; i++) {
            quotients[i] = own[i] / base[i];
        }
        return quotients;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    String csv() {
        return csv.toString();
    }

    @Override
    public String toString() {
        return lines.toString();
    }
}
