package io.anyport.benchmarks;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Compares the benchmarks of a class by the CPU time of their thread, in turns, so that a machine which does other things as
 * well shows a difference where elapsed time shows noise: {@code CpuTime CLASS [CALLS]}. What runs on other threads, and what is
 * waited for, does not count.
 */
public final class CpuTime {

    private static final int ROUNDS = 60;

    private final String name;
    private final MethodHandle call;
    private final List<Double> nanos = new ArrayList<>();

    private CpuTime(String name, MethodHandle call) {
        this.name = name;
        this.call = call;
    }

    public static void main(String[] arguments) throws Throwable {
        var type = Class.forName(arguments[0]);
        int calls = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000;
        for (String choice : choices(type)) {
            System.out.println(type.getSimpleName() + " " + choice);
            compare(made(type, choice), calls);
        }
        System.exit(0); // pools and stores are left open
    }

    private static List<String> choices(Class<?> type) {
        return Arrays.stream(type.getFields())
                .filter(field -> field.isAnnotationPresent(Param.class))
                .findFirst()
                .map(field -> List.of(field.getAnnotation(Param.class).value()))
                .orElse(List.of(""));
    }

    private static Object made(Class<?> type, String choice) throws ReflectiveOperationException {
        var benchmark = type.getConstructor().newInstance();
        for (var field : type.getFields()) {
            if (field.isAnnotationPresent(Param.class)) {
                field.set(benchmark, choice);
            }
        }
        for (var method : type.getMethods()) {
            if (method.isAnnotationPresent(Setup.class)) {
                method.invoke(benchmark);
            }
        }
        return benchmark;
    }

    private static void compare(Object benchmark, int calls) throws Throwable {
        var all = new ArrayList<CpuTime>();
        for (var method : benchmark.getClass().getMethods()) {
            if (method.isAnnotationPresent(Benchmark.class)) {
                var call = MethodHandles.lookup().unreflect(method).bindTo(benchmark);
                all.add(new CpuTime(method.getName(), call));
            }
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (var one : all) {
                one.run(calls, round >= ROUNDS / 2); // the first half warms up
            }
        }
        all.sort(Comparator.comparing(one -> one.name));
        all.forEach(CpuTime::print);
    }

    private void run(int calls, boolean counts) throws Throwable {
        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < calls; i++) {
            call.invoke();
        }
        if (counts) {
            nanos.add((threads.getCurrentThreadCpuTime() - start) / (double) calls);
        }
    }

    private void print() {
        nanos.sort(null);
        System.out.printf(
                "  %-24s %8.0f ns   (%.0f to %.0f)%n",
                name, nanos.get(nanos.size() / 2), nanos.get(0), nanos.get(nanos.size() - 1));
    }
}
