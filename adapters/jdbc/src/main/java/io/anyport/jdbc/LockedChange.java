package io.anyport.jdbc;

import io.anyport.store.engine.Change;
import io.anyport.store.engine.Item;
import io.anyport.store.engine.TransactionSize;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change whose row is locked while it is checked and made. Where there is no row, one is made that can be locked: the new
 * one, or a placeholder, so that no other transaction can rely on its absence, or end it, at the same time. Used once.
 */
final class LockedChange<T> {

    private static final int MOST_TRIES = 5;

    private final Change<T> change;
    private final Rows rows;
    private final Documents documents;
    private final long now;
    private final Place place;

    private @Nullable Row stored;
    private @Nullable Row written;
    private @Nullable Item updated;
    private boolean placeholder;

    LockedChange(Change<T> change, Rows rows, Documents documents, long now) {
        this.change = change;
        this.rows = rows;
        this.documents = documents;
        this.now = now;
        this.place = Place.of(change.itemKey());
    }

    Change<T> change() {
        return change;
    }

    /** @param amongOthers whether what other rows hold matters, too */
    void lock(Session session, boolean amongOthers) throws SQLException {
        if (isBlind()) { // to write it locks it as well
            rows.put(session, documents.row(place, change.item(), rows.statements()));
            return;
        }
        for (int tries = 1; tries <= MOST_TRIES; tries++) {
            stored = rows.lock(session, place);
            if (stored != null || occupy(session, amongOthers)) {
                return;
            }
        }
        throw Rows.comesAndGoes();
    }

    /** Whether nothing of what is stored matters. */
    private boolean isBlind() {
        return change.action() == Change.Action.PUT && change.guard().isNone() && !change.isVerbatim();
    }

    /** Answers whether the place could be taken, or need not be. */
    private boolean occupy(Session session, boolean amongOthers) throws SQLException {
        if (!change.guard().allowsAbsent()) {
            return true; // it is going to fail
        }
        if (change.action() == Change.Action.PUT || change.isInserting()) {
            return write(session, change.item(), change.nextVersion(0), true);
        }
        placeholder = amongOthers && rows.insert(session, NewRow.placeholder(place), 0);
        return placeholder || !amongOthers;
    }

    private boolean write(Session session, Item item, long version, boolean absent) throws SQLException {
        var row = documents.row(place, item, rows.statements());
        if (!absent) {
            rows.overwrite(session, row, version);
        } else if (!rows.insert(session, row, version)) {
            return false;
        }
        written = new Row(version, row.expiry(), row.document());
        return true;
    }

    /**
     * Fails if the change cannot be made: its guard does not allow it, or what an update leaves is beyond a limit.
     *
     * @param size to which what it leaves is added
     */
    void check(TransactionSize size) {
        var live = live();
        boolean allowed = live == null
                ? change.guard().allowsAbsent()
                : change.guard()
                        .allows(
                                change.guard().condition().isPresent() ? documents.document(live) : Map.of(),
                                live.version());
        if (!allowed) {
            throw change.failed(live == null ? null : documents.record(change.spec(), live));
        }
        if (change.action() == Change.Action.UPDATE && stored != null) {
            updated = change.updated(live == null ? null : documents.document(live));
        }
        if (change.action() == Change.Action.PUT || change.action() == Change.Action.UPDATE) {
            size.add(change, updated == null ? change.item() : updated);
        }
    }

    private @Nullable Row live() {
        return stored != null && stored.expiry() > now ? stored : null;
    }

    void make(Session session) throws SQLException {
        switch (change.action()) {
            case PUT -> put(session);
            case UPDATE -> update(session);
            case DELETE -> {
                if (stored != null || placeholder) {
                    rows.delete(session, place);
                }
            }
            case CHECK -> {
                if (placeholder) {
                    rows.delete(session, place);
                }
            }
        }
    }

    private void put(Session session) throws SQLException {
        if (stored != null) {
            write(session, change.item(), change.nextVersion(stored.version()), false);
        }
    }

    private void update(Session session) throws SQLException {
        if (updated != null) {
            var live = live();
            write(session, updated, live == null ? 1 : live.version() + 1, false);
        }
    }

    /** Whether there was a record. */
    boolean wasThere() {
        return live() != null;
    }

    /** What was written. */
    Row written() {
        if (written == null) {
            throw new IllegalStateException("nothing was written");
        }
        return written;
    }
}
