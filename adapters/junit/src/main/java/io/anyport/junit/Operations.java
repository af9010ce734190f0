package io.anyport.junit;

import static io.anyport.junit.Domain.THINGS;
import static io.anyport.junit.Domain.one;

import io.anyport.mapping.InvalidInput;
import io.anyport.store.Condition;
import io.anyport.store.Consistency;
import io.anyport.store.Key;
import io.anyport.store.Range;
import io.anyport.store.Update;
import io.anyport.store.Write;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Generates sequences of operations, the same for the same seed. */
final class Operations {

    private static final int SLOTS = 3;

    private final Random random;
    private final Writes writes;
    private final boolean removes;

    /** @param removes whether the store removes what has expired only when it is told to */
    Operations(long seed, boolean removes) {
        this.random = new Random(seed);
        this.writes = new Writes(random);
        this.removes = removes;
    }

    List<Operation> next(int many) {
        return IntStream.range(0, many).mapToObj(i -> next()).toList();
    }

    private Operation next() {
        int which = random.nextInt(100);
        if (which < 14) {
            return writes.transaction();
        }
        if (which < 17) {
            return move();
        }
        if (which < 19) {
            return mistake();
        }
        if (which < 22) {
            return writes.snapshot();
        }
        return random.nextInt(3) == 0 ? on(Domain.TEXTS, which - 22) : on(THINGS, which - 22);
    }

    private <T> Operation on(Domain<T> domain, int which) {
        var spec = domain.spec();
        var key = domain.key(random);
        String name = spec.name() + ".";
        if (which < 8) {
            return Operation.of(name + "get " + key, side -> side.table(spec).get(key));
        }
        if (which < 10) {
            return new Operation(
                    name + "get late " + key, true, side -> side.table(spec).get(key, Consistency.EVENTUAL));
        }
        if (which < 40) {
            return write(domain, key);
        }
        if (which < 44) {
            return writes.batch(domain);
        }
        if (which < 48) {
            var keys = IntStream.range(0, random.nextInt(6))
                    .mapToObj(i -> domain.key(random))
                    .toList();
            return Operation.of(
                    name + "getAll " + keys,
                    side -> List.copyOf(side.table(spec).getAll(keys).entrySet()));
        }
        if (which < 50) {
            return Operation.of(
                    name + "removeExpired",
                    side -> removes ? side.table(spec).removeExpired() : (Object) "at a time of the engine's own");
        }
        return read(domain);
    }

    private <T> Operation read(Domain<T> domain) {
        var spec = domain.spec();
        int slot = random.nextInt(SLOTS) * 2 + (domain == THINGS ? 0 : 1);
        switch (random.nextInt(5)) {
            case 0 -> {
                var range = domain.range(random, false);
                return Operation.of(
                        spec.name() + ".hold#" + slot + " " + Texts.of(range), side -> side.hold(slot, spec, range));
            }
            case 1 -> {
                return Operation.of(spec.name() + ".resume#" + slot, side -> side.resume(slot, spec));
            }
            case 2 -> {
                var range = domain.range(random, true);
                return new Operation(
                        spec.name() + ".query " + Texts.of(range), true, side -> indexed(domain, side, range));
            }
            default -> {
                boolean isLate = random.nextInt(5) == 0;
                var strong = domain.range(random, false);
                var range = isLate ? strong.eventual() : strong;
                return new Operation(
                        spec.name() + ".query " + Texts.of(range) + (isLate ? " late" : ""),
                        isLate,
                        side -> side.walk(spec, range));
            }
        }
    }

    /** Records with equal keys come in any order: the sort keys in order, and the records in one of our own. */
    private static <T> Object indexed(Domain<T> domain, Side side, Range range) {
        var found = side.walk(domain.spec(), range);
        var index = domain.spec().index(range.index().orElseThrow()).orElseThrow();
        var sorts = index.sort()
                .map(part -> found.stream()
                        .map(record -> String.valueOf(domain.spec().mapper().value(record, part.index())))
                        .toList())
                .orElse(List.of());
        var records = new ArrayList<>(found);
        records.sort(Comparator.comparing(Objects::toString));
        return Map.entry(sorts, records);
    }

    private <T> Operation write(Domain<T> domain, Key key) {
        var spec = domain.spec();
        String name = spec.name() + ".";
        var record = domain.record(random, key, random.nextInt(4));
        var condition = writes.condition(domain);
        var update = writes.update(domain);
        return switch (random.nextInt(12)) {
            case 0, 1 ->
                Operation.of(name + "insert " + record, side -> side.table(spec).insert(record));
            case 2, 3 ->
                Operation.of(name + "put " + record, side -> side.table(spec).put(record));
            case 4 ->
                Operation.of(
                        name + "put " + record + " if " + Texts.of(condition),
                        side -> side.table(spec).put(record, condition));
            case 5 ->
                Operation.of(name + "delete " + key, side -> side.table(spec).delete(key));
            case 6 ->
                Operation.of(
                        name + "delete " + key + " if " + Texts.of(condition),
                        side -> side.table(spec).delete(key, condition));
            case 7, 8 ->
                Operation.of(
                        name + "update " + key + " " + Texts.of(update),
                        side -> side.table(spec).update(key, update));
            case 9 ->
                Operation.of(
                        name + "update " + key + " " + Texts.of(update) + " if " + Texts.of(condition),
                        side -> side.table(spec).update(key, update, condition));
            default -> guarded(domain, key);
        };
    }

    /** By the version that is there, or by another one. */
    private <T> Operation guarded(Domain<T> domain, Key key) {
        var spec = domain.spec();
        if (spec.version().isEmpty()) {
            return Operation.of(
                    spec.name() + ".get " + key, side -> side.table(spec).get(key));
        }
        int off = one(random, 0, 0, 0, 1, -1);
        long seed = random.nextLong();
        boolean isDelete = random.nextInt(3) == 0;
        return Operation.of(
                spec.name() + (isDelete ? ".delete " : ".replace ") + key + " of the version there"
                        + (off == 0 ? "" : " and " + off) + " (" + seed + ")",
                side -> {
                    var table = side.table(spec);
                    long version = table.get(key).map(domain::version).orElse(0L) + off;
                    var record = domain.record(new Random(seed), key, version);
                    if (isDelete) {
                        table.delete(record);
                        return "deleted";
                    }
                    return table.replace(record);
                });
    }

    private Operation move() {
        var by = one(
                random, Duration.ofSeconds(1), Duration.ofSeconds(7), Duration.ofMillis(500), Duration.ofMinutes(11));
        writes.moved(by);
        return Operation.of("clock.move " + by, side -> {
            side.clock().move(by);
            return "moved";
        });
    }

    private Operation mistake() {
        var spec = THINGS.spec();
        var key = THINGS.key(random);
        var mistakes = new TreeMap<String, Operation>();
        for (var each : List.of(
                Operation.mistake(
                        "get without a sort key",
                        IllegalArgumentException.class,
                        side -> side.table(spec).get(Key.of("a"))),
                Operation.mistake(
                        "get of an empty key",
                        InvalidInput.class,
                        side -> side.table(spec).get(Key.of("", 1))),
                Operation.mistake(
                        "update of a key",
                        IllegalArgumentException.class,
                        side -> side.table(spec).update(key, Update.set("s", 1))),
                Operation.mistake(
                        "removal of a number",
                        IllegalArgumentException.class,
                        side -> side.table(spec)
                                .update(key, Update.remove("tiny").orInsert())),
                Operation.mistake(
                        "set beyond the type",
                        InvalidInput.class,
                        side -> side.table(spec).update(key, Update.set("tiny", 128))),
                Operation.mistake(
                        "set an empty index key",
                        InvalidInput.class,
                        side -> side.table(spec).update(key, Update.set("owner", ""))),
                Operation.mistake(
                        "unknown component",
                        IllegalArgumentException.class,
                        side -> side.table(spec).delete(key, Condition.is("none", 1))),
                Operation.mistake("the same record twice", IllegalArgumentException.class, side -> {
                    side.store().transact(Write.delete(spec, key), Write.delete(spec, key));
                    return "made";
                }))) {
            mistakes.put(each.text(), each);
        }
        return List.copyOf(mistakes.values()).get(random.nextInt(mistakes.size()));
    }
}
