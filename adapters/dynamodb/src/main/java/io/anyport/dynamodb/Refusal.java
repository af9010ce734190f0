package io.anyport.dynamodb;

import io.anyport.mapping.InvalidInput;
import io.anyport.store.Limits;
import io.anyport.store.StoreException.Conflict;
import io.anyport.store.engine.Assignment;
import io.anyport.store.engine.Change;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Why the condition of a change did not hold.
 *
 * @param layout its table
 * @param change the change
 * @param item what DynamoDB has found; null if it has found nothing
 * @param now what decides about expiry
 */
record Refusal(Layout<?> layout, Change<?> change, @Nullable Map<String, AttributeValue> item, long now) {

    /** What DynamoDB has found, unless it has expired. */
    private @Nullable Map<String, AttributeValue> live() {
        return item == null || layout.isExpired(item, now) ? null : item;
    }

    /** Whether only something expired kept an update from inserting. */
    boolean isOfExpired() {
        return change.isInserting()
                && item != null
                && live() == null
                && change.guard().allowsAbsent();
    }

    /** Whether the guard itself has failed, rather than the bounds of a sum. */
    boolean isOfGuard() {
        if (change.assignments().stream().noneMatch(Refusal::isBounded)) {
            return true;
        }
        var live = live();
        return !change.guard().allows(live == null ? null : layout.document(live), version());
    }

    private static boolean isBounded(Assignment assignment) {
        return assignment.kind() == Assignment.Kind.ADD && assignment.most() != null;
    }

    private long version() {
        return item == null ? 0 : layout.version(item);
    }

    /** {@return the failure of the change} */
    RuntimeException failure() {
        var live = live();
        if (isOfGuard()) {
            return change.failed(live == null ? null : layout.record(live));
        }
        try {
            change.updated(live == null ? null : layout.document(live));
        } catch (InvalidInput beyond) {
            return beyond;
        }
        return new Conflict(change.spec().name(), change.key(), null); // it fits what is there now
    }

    /** The failure of an update whose sum is no number of DynamoDB's. */
    static InvalidInput beyondNumbers(Change<?> change) {
        String component = change.assignments().stream()
                .filter(assignment -> assignment.kind() == Assignment.Kind.ADD)
                .map(Assignment::component)
                .findFirst()
                .orElse("");
        return InvalidInput.of(component, Limits.NUMBER);
    }
}
