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

    /** {@return the failure of the change} */
    RuntimeException failure() {
        if (change.assignments().stream().noneMatch(Refusal::isBounded)) {
            return refused();
        }
        var found = found();
        return found == null ? new Conflict(change.spec().name(), change.key(), null) : found; // there was another item
    }

    private static boolean isBounded(Assignment assignment) {
        return assignment.kind() == Assignment.Kind.ADD && assignment.most() != null;
    }

    private RuntimeException refused() {
        var live = live();
        return change.failed(live == null ? null : layout.record(live));
    }

    /** The failure of the change if it is made to the item here; null if it succeeds. */
    @Nullable
    RuntimeException found() {
        var live = live();
        var document = live == null ? null : layout.document(live);
        if (!change.guard().allows(document, live == null ? 0 : layout.version(live))) {
            return refused();
        }
        try {
            if (change.action() == Change.Action.UPDATE) {
                change.updated(document);
            }
            return null;
        } catch (InvalidInput beyond) {
            return beyond;
        }
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
