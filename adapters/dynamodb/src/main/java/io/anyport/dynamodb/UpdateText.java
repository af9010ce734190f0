package io.anyport.dynamodb;

import io.anyport.store.engine.Assignment;
import io.anyport.store.engine.Change;
import io.anyport.store.engine.Item;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Writes what is done to an item as an update expression. Not thread-safe. */
final class UpdateText {

    private static final AttributeValue ONE = Attributes.number(1);

    private final Layout<?> layout;
    private final Expression expression;
    private final StringBuilder set = new StringBuilder(Expression.USUAL_LENGTH);
    private @Nullable StringBuilder remove; // most updates remove nothing

    private UpdateText(Layout<?> layout, Expression expression) {
        this.layout = layout;
        this.expression = expression;
    }

    /** Gives an item all components of a record, and the next version. What the record does not know stays. */
    static String ofPut(Layout<?> layout, Expression expression, Item item) {
        var update = new UpdateText(layout, expression);
        var mapper = layout.spec().mapper();
        int version = layout.spec().version().orElseThrow();
        for (int i = 0; i < mapper.size(); i++) {
            if (i != version && !layout.isKey(i)) {
                update.put(i, mapper.component(i).name(), item);
            }
        }
        if (layout.isExpiring()) {
            update.expiry(item.expiry());
        }
        return update.finish();
    }

    private void put(int component, String name, Item item) {
        Object value = item.document().get(name);
        if (value == null) {
            remove(expression.name(component));
        } else {
            set(expression.name(component), expression.value(layout.attribute(name, value)));
        }
    }

    private void expiry(long second) {
        if (second == Item.NEVER) {
            remove(expression.expiry());
        } else {
            set(expression.expiry(), expression.value(Attributes.number(second)));
        }
    }

    /** Makes the assignments of an update, and the next version. */
    static String ofUpdate(Layout<?> layout, Expression expression, Change<?> change) {
        var update = new UpdateText(layout, expression);
        change.assignments().forEach(update::assign);
        return update.finish();
    }

    private void assign(Assignment assignment) {
        String name = expression.name(assignment.index());
        if (assignment.kind() == Assignment.Kind.REMOVE) {
            remove(name);
        } else {
            String value = expression.value(layout.attribute(assignment.component(), assignment.value()));
            switch (assignment.kind()) {
                case ADD -> set(name, sum(name, value));
                case SET_IF_MISSING -> set(name, ifMissing(name, value));
                default -> set(name, value);
            }
        }
        if (layout.isExpiring() && assignment.index() == layout.spec().expiry().getAsInt()) {
            expiry(assignment);
        }
    }

    private void expiry(Assignment assignment) {
        String name = expression.expiry();
        if (assignment.kind() == Assignment.Kind.REMOVE) {
            remove(name);
        } else {
            String instant = (String) Objects.requireNonNull(assignment.value());
            String value = expression.value(Attributes.number(Item.expirySecond(instant)));
            set(name, assignment.kind() == Assignment.Kind.SET_IF_MISSING ? ifMissing(name, value) : value);
        }
    }

    private String finish() {
        if (layout.isVersioned()) {
            String version = expression.name(layout.spec().version().getAsInt());
            set(version, sum(version, expression.value(ONE)));
        }
        return expression.checked("an update", remove == null ? set : set.append(remove));
    }

    private String sum(String name, String value) {
        return ifMissing(name, expression.zero()) + "+" + value;
    }

    private static String ifMissing(String name, String value) {
        return "if_not_exists(" + name + "," + value + ")";
    }

    private void set(String name, String value) {
        set.append(set.length() == 0 ? "SET " : ",").append(name).append('=').append(value);
    }

    private void remove(String name) {
        if (remove == null) {
            remove = new StringBuilder(" REMOVE ").append(name);
        } else {
            remove.append(',').append(name);
        }
    }
}
