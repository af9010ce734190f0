package io.anyport.junit;

import static io.anyport.store.Range.partition;

import io.anyport.store.Condition;
import io.anyport.store.Key;
import io.anyport.store.Range;
import io.anyport.store.TableSpec;
import io.anyport.store.Update;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A table whose records are generated, out of few values, so that operations meet. */
interface Domain<T> {

    /** The table. */
    TableSpec<T> spec();

    /** A key. */
    Key key(Random random);

    /** A record with the version that it claims to have been read with. */
    T record(Random random, Key key, long version);

    /** The version of a record. */
    long version(T record);

    /** A condition without operators. */
    Condition comparison(Random random);

    /** Changes to one component, which may be beyond its type. */
    Update step(Random random);

    /** A range of the table, or of one of its indexes. */
    Range range(Random random, boolean onIndex);

    @SafeVarargs
    static <E> E one(Random random, E... of) {
        return of[random.nextInt(of.length)];
    }

    /** A condition on the sort key, in one direction, with a limit. */
    static Range bounded(Random random, Range range, Comparable<?> low, Comparable<?> high) {
        boolean inOrder = ModelCondition.compare(low, high) <= 0;
        var bounded = switch (random.nextInt(8)) {
            case 0 -> range.is(low);
            case 1 -> range.below(low);
            case 2 -> range.upTo(low);
            case 3 -> range.above(low);
            case 4 -> range.from(low);
            case 5 -> range.between(inOrder ? low : high, inOrder ? high : low);
            case 6 -> low instanceof String ? range.startingWith(low) : range;
            default -> range;
        };
        bounded = bounded.limit(1 + random.nextInt(6));
        return random.nextBoolean() ? bounded.backwards() : bounded;
    }

    /** A record with a component of each kind. */
    record Thing(
            String p,
            int s,
            @Nullable String owner,
            Optional<Integer> rank,
            byte tiny,
            long count,
            double fine,
            boolean flag,
            @Nullable BigDecimal amount,
            List<String> tags,
            @Nullable Instant until,
            long version) {}

    /** Its table has all that a table can have. */
    Domain<Thing> THINGS = new Domain<>() {

        private static final TableSpec<Thing> SPEC = TableSpec.of("model-things", Thing.class)
                .key("p", "s")
                .index("by-owner", "owner", "rank")
                .index("by-rank", "rank")
                .version("version")
                .expiry("until");

        @Override
        public TableSpec<Thing> spec() {
            return SPEC;
        }

        @Override
        public Key key(Random random) {
            return Key.of(one(random, "a", "b"), random.nextInt(6) - 1);
        }

        @Override
        public Thing record(Random random, Key key, long version) {
            return new Thing(
                    (String) key.partition(),
                    (Integer) key.sort().orElseThrow(),
                    owner(random),
                    random.nextInt(3) == 0 ? Optional.empty() : Optional.of(rank(random)),
                    (byte) (random.nextInt(256) - 128),
                    random.nextInt(10),
                    one(random, 0.0, 0.1, -2.5),
                    random.nextBoolean(),
                    random.nextInt(3) == 0 ? null : one(random, new BigDecimal("0.1"), BigDecimal.TEN),
                    one(random, List.of(), List.of("x"), List.of("x", "")),
                    random.nextInt(4) == 0 ? until(random) : null,
                    version);
        }

        @Override
        public long version(Thing record) {
            return record.version();
        }

        private static @Nullable String owner(Random random) {
            return random.nextInt(4) == 0 ? null : one(random, "ann", "bob", "ann");
        }

        private static int rank(Random random) {
            return random.nextInt(4) - 1;
        }

        private static Instant until(Random random) {
            return MovableClock.START.plusMillis(random.nextInt(120) * 500L);
        }

        @Override
        public Condition comparison(Random random) {
            var component =
                    one(random, "p", "s", "owner", "rank", "tiny", "count", "fine", "flag", "amount", "tags", "until");
            return switch (random.nextInt(4)) {
                case 0 -> Condition.exists(component);
                case 1 -> Condition.absent(component);
                default -> compared(random);
            };
        }

        private static Condition compared(Random random) {
            return switch (random.nextInt(7)) {
                case 0 -> Condition.is("flag", random.nextBoolean());
                case 1 -> Condition.is("until", until(random));
                case 2 -> ordered(random, "owner", one(random, "ann", "bob", "b"));
                case 3 -> ordered(random, "rank", rank(random));
                case 4 -> ordered(random, "fine", one(random, 0.0, 0.3, 0.1));
                case 5 -> ordered(random, "amount", one(random, new BigDecimal("0.3"), BigDecimal.TEN));
                default -> ordered(random, one(random, "tiny", "count", "version"), random.nextInt(4));
            };
        }

        @Override
        public Update step(Random random) {
            return switch (random.nextInt(12)) {
                case 0 -> Update.set("owner", one(random, "ann", "bob"));
                case 1 -> Update.set("rank", rank(random));
                case 2 -> Update.add("rank", random.nextInt(3) - 1);
                case 3 -> Update.add("tiny", one(random, 1, -1, 100, -100));
                case 4 -> Update.add("count", one(random, 1, 5L, Long.MAX_VALUE));
                case 5 -> Update.add("fine", one(random, 0.1, 0.2, 1e20, -1e20));
                case 6 ->
                    Update.add(
                            "amount",
                            one(random, new BigDecimal("0.2"), new BigDecimal("9".repeat(38)), BigDecimal.ONE));
                case 7 -> Update.set("tags", one(random, List.of(), List.of("y")));
                case 8 -> Update.set("until", until(random));
                case 9 -> Update.set("flag", random.nextBoolean());
                case 10 -> Update.set("tiny", random.nextInt(256) - 128);
                default -> Update.remove(one(random, "owner", "rank", "amount", "tags", "until"));
            };
        }

        @Override
        public Range range(Random random, boolean onIndex) {
            if (!onIndex) {
                return bounded(random, partition(one(random, "a", "b")), random.nextInt(6), random.nextInt(6) - 1);
            }
            if (random.nextInt(3) == 0) {
                return partition(rank(random)).on("by-rank").limit(1 + random.nextInt(6));
            }
            var owned = partition(one(random, "ann", "bob")).on("by-owner");
            return bounded(random, owned, rank(random), rank(random));
        }
    };

    /** A comparison by any operator. */
    static Condition ordered(Random random, String component, Object operand) {
        return switch (random.nextInt(5)) {
            case 0 -> Condition.is(component, operand);
            case 1 -> Condition.below(component, operand);
            case 2 -> Condition.atMost(component, operand);
            case 3 -> Condition.above(component, operand);
            default -> Condition.atLeast(component, operand);
        };
    }

    /** A record of text alone. */
    record Text(String p, String s, @Nullable String value) {}

    /** Its table has no version, no expiry, and sort keys that are hard to order. */
    Domain<Text> TEXTS = new Domain<>() {

        private static final TableSpec<Text> SPEC =
                TableSpec.of("model-texts", Text.class).key("p", "s").index("by-value", "value", "s");

        private static String sort(Random random) {
            return one(random, "a", "aa", "ab", "b", "Z", "\u00e4", "\uffff", "\ud83d\ude00", "\u0000");
        }

        @Override
        public TableSpec<Text> spec() {
            return SPEC;
        }

        @Override
        public Key key(Random random) {
            return Key.of(one(random, "x", "y"), sort(random));
        }

        @Override
        public Text record(Random random, Key key, long version) {
            return new Text(
                    (String) key.partition(),
                    (String) key.sort().orElseThrow(),
                    random.nextInt(4) == 0 ? null : one(random, "v", "w", "\u00e4"));
        }

        @Override
        public long version(Text record) {
            return 0;
        }

        @Override
        public Condition comparison(Random random) {
            return switch (random.nextInt(4)) {
                case 0 -> Condition.exists(one(random, "p", "value"));
                case 1 -> Condition.absent(one(random, "s", "value"));
                default -> ordered(random, one(random, "s", "value"), one(random, "v", "w", "\uffff"));
            };
        }

        @Override
        public Update step(Random random) {
            return random.nextInt(4) == 0 ? Update.remove("value") : Update.set("value", one(random, "v", "w"));
        }

        @Override
        public Range range(Random random, boolean onIndex) {
            var range = onIndex ? partition(one(random, "v", "w")).on("by-value") : partition(one(random, "x", "y"));
            return bounded(random, range, sort(random), sort(random));
        }
    };
}
