package io.anyport.junit;

import static io.anyport.junit.Domain.TEXTS;
import static io.anyport.junit.Domain.THINGS;

import io.anyport.store.Condition;
import io.anyport.store.Get;
import io.anyport.store.Key;
import io.anyport.store.Update;
import io.anyport.store.Write;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Generates what consists of several writes or reads: batches, transactions and snapshots. */
final class Writes {

    private final Random random;
    private final List<Made> made = new ArrayList<>();
    private int epoch;

    Writes(Random random) {
        this.random = random;
    }

    private record Made(String token, List<? extends Write<?>> writes) {}

    /** Some engines forget tokens by a clock of their own, so none is used again after a long time. */
    void moved(Duration by) {
        if (by.toMinutes() > 0) {
            epoch++;
            made.clear();
        }
    }

    <T> Condition condition(Domain<T> domain) {
        var one = domain.comparison(random);
        return switch (random.nextInt(6)) {
            case 0 -> Condition.not(one);
            case 1 -> one.and(domain.comparison(random));
            case 2 -> one.or(Condition.not(domain.comparison(random)));
            case 3 -> Condition.not(one.or(domain.comparison(random)).and(domain.comparison(random)));
            default -> one;
        };
    }

    <T> Update update(Domain<T> domain) {
        var update = domain.step(random);
        for (int more = random.nextInt(3); more > 0; more--) {
            var step = domain.step(random);
            var named = update.steps().stream().map(Update.Step::component).toList();
            if (!named.contains(step.steps().get(0).component())) {
                update = update.and(step);
            }
        }
        return random.nextInt(3) == 0 ? update.orInsert() : update;
    }

    <T> Operation batch(Domain<T> domain) {
        var writes = new LinkedHashMap<Key, Write<T>>();
        for (int i = random.nextInt(12); i > 0; i--) {
            var key = domain.key(random);
            writes.put(
                    key,
                    random.nextInt(3) == 0
                            ? Write.delete(domain.spec(), key)
                            : Write.put(domain.spec(), domain.record(random, key, 9)));
        }
        return Operation.of(domain.spec().name() + ".writeAll" + lines(writes.values()), side -> {
            side.table(domain.spec()).writeAll(writes.values());
            return "written";
        });
    }

    private static String lines(Iterable<? extends Write<?>> writes) {
        var text = new StringBuilder();
        writes.forEach(write -> text.append("\n       ").append(Texts.of(write)));
        return text.toString();
    }

    Operation transaction() {
        if (random.nextBoolean()) {
            var writes = writes();
            return Operation.of("transact" + lines(writes), side -> {
                side.store().transact(writes);
                return "made";
            });
        }
        var next = made.isEmpty() || random.nextInt(3) > 0 ? fresh() : again();
        return Operation.of("transact as " + next.token() + lines(next.writes()), side -> {
            side.store().transact(next.token(), next.writes());
            return "made";
        });
    }

    private Made fresh() {
        var fresh = new Made("token-" + epoch + "-" + made.size(), writes());
        made.add(fresh);
        return fresh;
    }

    /**
     * What was made before, or other writes with its token; these are about expiry just as the first ones, since an engine
     * may keep the tokens of the ones elsewhere than those of the others.
     */
    private Made again() {
        var before = made.get(random.nextInt(made.size()));
        var others = random.nextInt(4) == 0 ? writes() : before.writes();
        return isExpiring(others) == isExpiring(before.writes()) ? new Made(before.token(), others) : before;
    }

    private static boolean isExpiring(List<? extends Write<?>> writes) {
        return writes.stream().anyMatch(write -> write.spec().expiry().isPresent());
    }

    private List<? extends Write<?>> writes() {
        var writes = new LinkedHashMap<String, Write<?>>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            if (random.nextInt(3) == 0) {
                var key = TEXTS.key(random);
                writes.put("text " + key, write(TEXTS, key));
            } else {
                var key = THINGS.key(random);
                writes.put("thing " + key, write(THINGS, key));
            }
        }
        return List.copyOf(writes.values());
    }

    private <T> Write<T> write(Domain<T> domain, Key key) {
        var spec = domain.spec();
        var record = domain.record(random, key, 1 + random.nextInt(2));
        boolean versioned = spec.version().isPresent();
        return switch (random.nextInt(10)) {
            case 0 -> Write.insert(spec, record);
            case 1 -> Write.put(spec, record);
            case 2 -> Write.put(spec, record, condition(domain));
            case 3 -> versioned ? Write.replace(spec, record) : Write.put(spec, record);
            case 4 -> Write.delete(spec, key);
            case 5 -> Write.delete(spec, key, condition(domain));
            case 6 -> versioned ? Write.delete(spec, record) : Write.delete(spec, key);
            case 7 -> Write.check(spec, key, condition(domain));
            case 8 -> Write.update(spec, key, update(domain), condition(domain));
            default -> Write.update(spec, key, update(domain));
        };
    }

    Operation snapshot() {
        var gets = new LinkedHashSet<Get<?>>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            gets.add(
                    random.nextBoolean()
                            ? Get.of(THINGS.spec(), THINGS.key(random))
                            : Get.of(TEXTS.spec(), TEXTS.key(random)));
        }
        var list = List.copyOf(gets);
        var names =
                list.stream().map(get -> get.spec().name() + " " + get.key()).collect(Collectors.joining(", "));
        return Operation.of("transactGet " + names, side -> {
            var snapshot = side.store().transactGet(list);
            return list.stream().map(snapshot::get).toList();
        });
    }
}
