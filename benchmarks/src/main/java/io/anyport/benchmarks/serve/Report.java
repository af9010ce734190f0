package io.anyport.benchmarks.serve;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What was measured, as a table in Markdown and as CSV, and whether the bars are met. */
final class Report {

    private static final double LEAST = 0.95;
    private static final double LONGEST_START = 1.15;

    private final Map<String, List<Trial>> trials;
    private final List<Trial> limit;
    private final List<Trial> limitOfThreads;
    private final String threads;
    private final StringBuilder lines = new StringBuilder();
    private final StringBuilder csv = new StringBuilder(
            "work,variant,per_second,ratio,ratio_least,ratio_most,cpu_us,cpu_ratio,ratio_of_threads,cpu_ratio_of_threads,p99_ms,failed,start_ms,resident_mb\n");
    private boolean isMet = true;

    private Report(Map<String, List<Trial>> trials, String threads) {
        this.trials = trials;
        this.threads = threads;
        this.limit = trials.get(Variant.LIMIT);
        this.limitOfThreads = trials.get(Variant.LIMIT_OF_THREADS + threads);
    }

    static Report of(Map<String, List<Trial>> trials, String threads) {
        var report = new Report(trials, threads);
        for (int i = 0; i < Work.all().length; i++) {
            report.addWork(i);
        }
        report.addProcesses();
        report.addBars();
        return report;
    }

    private static ToDoubleFunction<Trial> perSecond(int work) {
        return trial -> trial.works().get(work).figures().perSecond();
    }

    private static ToDoubleFunction<Trial> cpu(int work) {
        return trial -> trial.works().get(work).cpu();
    }

    private void addWork(int work) {
        var asked = Work.all()[work];
        lines.append(String.format(
                "%n%s (%s %s)%n%n| server | requests/s | × limit (least–most) | CPU µs a request | × limit | requests/s × by hand, %s | CPU × by hand, %s | p99 ms | failed |%n|---|---|---|---|---|---|---|---|---|%n",
                asked.name(), asked.method(), asked.path(), threads, threads));
        trials.forEach((name, own) -> {
            var speed = Ratios.of(own, limit, perSecond(work));
            var cpu = Ratios.of(own, limit, cpu(work));
            var speedOfThreads = Ratios.of(own, limitOfThreads, perSecond(work));
            var cpuOfThreads = Ratios.of(own, limitOfThreads, cpu(work));
            double p99 = Ratios.median(own.stream()
                    .mapToDouble(trial -> trial.works().get(work).figures().p99())
                    .toArray());
            long failed = own.stream()
                    .mapToLong(trial -> trial.works().get(work).figures().failed())
                    .sum();
            isMet &= failed == 0;
            lines.append(String.format(
                    Locale.ROOT,
                    "| %s | %.0f | %s | %.1f | %s | %.2f | %.2f | %.1f | %d |%n",
                    name,
                    speed.median(),
                    speed,
                    cpu.median(),
                    cpu,
                    speedOfThreads.ratio(),
                    cpuOfThreads.ratio(),
                    p99,
                    failed));
            csv.append(String.format(
                    Locale.ROOT,
                    "%s,\"%s\",%.1f,%.4f,%.4f,%.4f,%.3f,%.4f,%.4f,%.4f,%.2f,%d,%.1f,%.1f%n",
                    asked.name(),
                    name,
                    speed.median(),
                    speed.ratio(),
                    speed.least(),
                    speed.most(),
                    cpu.median(),
                    cpu.ratio(),
                    speedOfThreads.ratio(),
                    cpuOfThreads.ratio(),
                    p99,
                    failed,
                    Ratios.of(own, limit, Trial::start).median(),
                    Ratios.of(own, limit, Trial::resident).median()));
        });
    }

    private void addProcesses() {
        lines.append(String.format(
                "%n| server | start to first answer, ms | × limit | resident MB after load |%n|---|---|---|---|%n"));
        trials.forEach((name, own) -> {
            var start = Ratios.of(own, limit, Trial::start);
            lines.append(String.format(
                    Locale.ROOT,
                    "| %s | %.0f | %s | %.0f |%n",
                    name,
                    start.median(),
                    start,
                    Ratios.of(own, limit, Trial::resident).median()));
        });
    }

    private void addBars() {
        var own = trials.get(Variant.OURS);
        lines.append(String.format("%n| bar | figure | |%n|---|---|---|%n"));
        for (int i = 0; i < 2; i++) {
            String name = Work.all()[i].name();
            var speed = Ratios.of(own, limit, perSecond(i)).ratio();
            var speedOfThreads = Ratios.of(own, limitOfThreads, perSecond(i)).ratio();
            var cpuOfThreads = Ratios.of(own, limitOfThreads, cpu(i)).ratio();
            var cpu = Ratios.of(own, limit, cpu(i)).ratio();
            addBar(name + ": requests/s ≥ 0.95 × by hand, " + threads, speedOfThreads, speedOfThreads >= LEAST);
            addBar(name + ": CPU ≤ × by hand, " + threads + " / 0.95", cpuOfThreads, cpuOfThreads <= 1 / LEAST);
            addBar(name + ": requests/s ≥ 0.95 × by hand, I/O threads", speed, speed >= LEAST);
            addBar(name + ": CPU ≤ × by hand, I/O threads / 0.95", cpu, cpu <= 1 / LEAST);
            addPeers(name, own, i);
        }
        double start = Ratios.of(own, limit, Trial::start).ratio();
        addBar("start to first answer ≤ 1.15 × by hand", start, start <= LONGEST_START);
    }

    private void addPeers(String work, List<Trial> own, int i) {
        trials.forEach((name, peer) -> {
            if (!name.startsWith("by hand") && !name.startsWith(Variant.OURS)) {
                double ratio = Ratios.of(own, peer, perSecond(i)).ratio();
                addBar(work + ": requests/s ahead of " + name, ratio, ratio > 1);
            }
        });
    }

    private void addBar(String bar, double figure, boolean met) {
        isMet &= met;
        lines.append(String.format(Locale.ROOT, "| %s | %.2f | %s |%n", bar, figure, met ? "met" : "MISSED"));
    }

    boolean isMet() {
        return isMet;
    }

    String csv() {
        return csv.toString();
    }

    @Override
    public String toString() {
        return lines.toString();
    }
}
