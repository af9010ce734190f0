package io.anyport.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Compares the benchmarks of a class by the CPU time of their thread, in turns, so that a machine which does other things as
 * well shows a difference where elapsed time shows noise: {@code CpuTime CLASS [CALLS [REGEX]]}. What runs on other threads, and
 * what is waited for, does not count. Beside those whose name only begins with its own, such as {@code getByHand} beside {@code
 * get}, a benchmark has the median of the quotients of all rounds, with its quartiles: what disturbs a round disturbs both.
 */
public final class CpuTime {

    private static final int WARMING = 60;
    private static final int ROUNDS = 120;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final String name;
    private final MethodHandle call;
    private final List<Double> nanos = new ArrayList<>();
    private final List<Double> bytes = new ArrayList<>();

    private CpuTime(String name, MethodHandle call) {
        this.name = name;
        this.call = call;
    }

    public static void main(String[] arguments) throws Throwable {
        var type = Class.forName(arguments[0]);
        int calls = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 300;
        var chosen = Pattern.compile(arguments.length > 2 ? arguments[2] : "");
        for (String choice : choices(type)) {
            System.out.println(type.getSimpleName() + " " + choice);
            compare(made(type, choice), calls, chosen);
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

    private static void compare(Object benchmark, int calls, Pattern chosen) throws Throwable {
        var all = new ArrayList<CpuTime>();
        for (var method : benchmark.getClass().getMethods()) {
            if (method.isAnnotationPresent(Benchmark.class)
                    && chosen.matcher(method.getName()).find()) {
                var call = MethodHandles.lookup().unreflect(method).bindTo(benchmark);
                all.add(new CpuTime(method.getName(), call));
            }
        }
        all.sort(Comparator.comparing(one -> one.name));
        var turns = new ArrayList<>(all);
        for (int round = 0; round < WARMING + ROUNDS; round++) {
            Collections.rotate(turns, 1); // nobody always comes after the same one, nor always first
            for (var one : turns) {
                one.run(calls, round >= WARMING);
            }
        }
        for (var one : all) {
            one.print(all);
        }
    }

    private void run(int calls, boolean counts) throws Throwable {
        long bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
        long start = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < calls; i++) {
            call.invoke();
        }
        if (counts) {
            nanos.add((THREADS.getCurrentThreadCpuTime() - start) / (double) calls);
            bytes.add((THREADS.getCurrentThreadAllocatedBytes() - bytesBefore) / (double) calls);
        }
    }

    private void print(List<CpuTime> all) {
        System.out.printf("  %-24s %8.0f ns %8.0f bytes", name, of(nanos, 0.5), of(bytes, 0.5));
        for (var other : all) {
            if (other != this && other.name.startsWith(name) && isReference(other.name.substring(name.length()))) {
                var quotients = new ArrayList<Double>();
                for (int i = 0; i < nanos.size(); i++) {
                    quotients.add(nanos.get(i) / other.nanos.get(i));
                }
                System.out.printf(
                        "   %.3f (%.3f to %.3f) x %s",
                        of(quotients, 0.5), of(quotients, 0.25), of(quotients, 0.75), other.name);
            }
        }
        System.out.println();
    }

    private static boolean isReference(String suffix) {
        return suffix.equals("ByHand") || suffix.equals("Enhanced");
    }

    private static double of(List<Double> values, double share) {
        return values.stream().sorted().toList().get((int) (values.size() * share));
    }
}
