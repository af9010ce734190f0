package io.anyport.benchmarks.serve;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * A figure of several rounds, beside the same of the limit in the same rounds.
 *
 * @param median of the figure
 * @param ratio the median of the ratios in each round
 * @param least the least of these ratios
 * @param most the greatest of these ratios
 */
record Ratios(double median, double ratio, double least, double most) {

    static Ratios of(List<Trial> own, List<Trial> limit, ToDoubleFunction<Trial> figure) {
        double[] values = own.stream().mapToDouble(figure).toArray();
        double[] ratios = new double[values.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = values[i] / figure.applyAsDouble(limit.get(i));
        }
        Arrays.sort(ratios);
        return new Ratios(median(values), median(ratios), ratios[0], ratios[ratios.length - 1]);
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.2f (%.2f–%.2f)", ratio, least, most);
    }
}
