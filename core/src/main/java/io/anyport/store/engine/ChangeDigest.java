package io.anyport.store.engine;

import io.anyport.store.Condition;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A digest of all that changes do, which is equal for equal changes on every machine. */
final class ChangeDigest {

    private final MessageDigest digest;

    private ChangeDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static byte[] of(List<Change<?>> changes) {
        var digest = new ChangeDigest();
        changes.forEach(digest::add);
        return digest.digest.digest();
    }

    private void add(Change<?> change) {
        value(change.spec().name());
        value(change.action().name());
        value(change.itemKey().partition());
        value(change.itemKey().sort());
        guard(change.guard());
        if (change.action() == Change.Action.PUT) {
            value(change.item().document());
            value(change.isVerbatim() ? change.item().version() : 0);
        }
        value(change.isInserting());
        for (var assignment : change.assignments()) {
            value(assignment.kind().name());
            value(assignment.component());
            value(assignment.value());
        }
    }

    private void guard(Guard guard) {
        value(guard.isAbsent());
        value(guard.isPresent());
        value(guard.version().orElse(-1));
        guard.condition().ifPresentOrElse(this::condition, () -> value(null));
    }

    private void condition(Condition condition) {
        value(condition.getClass().getSimpleName());
        if (condition instanceof Condition.Both both) {
            condition(both.first());
            condition(both.second());
        } else if (condition instanceof Condition.Either either) {
            condition(either.first());
            condition(either.second());
        } else if (condition instanceof Condition.Not not) {
            condition(not.condition());
        } else if (condition instanceof Condition.Presence presence) {
            value(presence.component());
            value(presence.present());
        } else if (condition instanceof Condition.Comparison comparison) {
            value(comparison.component());
            value(comparison.operator().name());
            value(comparison.operand());
        }
    }

    /** A kind, a length and the content, so that no two values run into each other. */
    private void value(@Nullable Object value) {
        if (value == null) {
            add('n', new byte[0]);
        } else if (value instanceof byte[] bytes) {
            add('b', bytes);
        } else if (value instanceof Map<?, ?> members) {
            add('m', length(members.size()));
            // not every map has an order, and not every engine keeps it
            members.entrySet().stream()
                    .sorted(Comparator.comparing(member -> (String) member.getKey()))
                    .forEach(member -> {
                        value(member.getKey());
                        value(member.getValue());
                    });
        } else if (value instanceof List<?> elements) {
            add('l', length(elements.size()));
            elements.forEach(this::value);
        } else if (value instanceof Number) {
            // conditions hold numbers of any type
            add('d', text(new BigDecimal(value.toString()).stripTrailingZeros().toPlainString()));
        } else {
            add('t', text(value.toString()));
        }
    }

    private static byte[] length(int size) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(size).array();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void add(char kind, byte[] content) {
        digest.update((byte) kind);
        digest.update(length(content.length));
        digest.update(content);
    }
}
