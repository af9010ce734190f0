package io.anyport.store.engine;

import io.anyport.store.Check;
import io.anyport.store.Condition;
import io.anyport.store.TableSpec;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What has to hold of the stored record for a change to be made. Immutable. */
public final class Guard {

    /** Anything goes. */
    public static final Guard NONE = new Guard(Presence.ANY, 0, null, null);

    /** There must be no record. */
    public static final Guard ABSENT = new Guard(Presence.ABSENT, 0, null, null);

    /** There must be a record. */
    public static final Guard PRESENT = new Guard(Presence.PRESENT, 0, null, null);

    private enum Presence {
        ANY,
        ABSENT,
        PRESENT,
        VERSION
    }

    private final Presence presence;
    private final long version;
    private final @Nullable Condition condition;
    private final @Nullable Check check;

    private Guard(Presence presence, long version, @Nullable Condition condition, @Nullable Check check) {
        this.presence = presence;
        this.version = version;
        this.condition = condition;
        this.check = check;
    }

    static Guard version(long version) {
        return new Guard(Presence.VERSION, version, null, null);
    }

    Guard and(TableSpec<?> spec, Condition more) {
        return new Guard(presence, version, more, Check.of(spec, more));
    }

    /** {@return whether there must be no record} */
    public boolean isAbsent() {
        return presence == Presence.ABSENT;
    }

    /** {@return whether there must be a record, of whatever version} */
    public boolean isPresent() {
        return presence == Presence.PRESENT;
    }

    /** {@return the version that the record must have, if that matters} */
    public OptionalLong version() {
        return presence == Presence.VERSION ? OptionalLong.of(version) : OptionalLong.empty();
    }

    /** {@return a condition that must hold of the record besides} */
    public Optional<Condition> condition() {
        return Optional.ofNullable(condition);
    }

    /** {@return whether anything goes} */
    public boolean isNone() {
        return presence == Presence.ANY && condition == null;
    }

    /** {@return whether it allows a change where there is no record} */
    public boolean allowsAbsent() {
        return allows(null, 0);
    }

    /**
     * Whether it allows a change.
     *
     * @param document what is stored, without its version; null if there is no record, or only one that has expired
     * @param storedVersion the version that it is stored with
     * @return whether it does
     */
    public boolean allows(@Nullable Map<?, ?> document, long storedVersion) {
        boolean fits = switch (presence) {
            case ANY -> true;
            case ABSENT -> document == null;
            case PRESENT -> document != null;
            case VERSION -> document != null && storedVersion == version;
        };
        return fits && (check == null || check.holds(document == null ? Map.of() : document, storedVersion));
    }
}
