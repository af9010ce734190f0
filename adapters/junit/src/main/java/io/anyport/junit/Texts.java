package io.anyport.junit;

import io.anyport.store.Condition;
import io.anyport.store.Condition.Both;
import io.anyport.store.Condition.Comparison;
import io.anyport.store.Condition.Either;
import io.anyport.store.Condition.Not;
import io.anyport.store.Condition.Presence;
import io.anyport.store.Range;
import io.anyport.store.Update;
import io.anyport.store.Write;
import java.util.stream.Collectors;

/** What a generator has made, for a reader. */
final class Texts {

    private Texts() {}

    static String of(Write<?> write) {
        return write.kind() + " " + write.spec().name() + " "
                + write.record().map(Object::toString).orElse("")
                + write.key().map(Object::toString).orElse("")
                + write.update().map(update -> " " + of(update)).orElse("")
                + write.condition().map(condition -> " if " + of(condition)).orElse("");
    }

    static String of(Update update) {
        return update.steps().stream()
                .map(step ->
                        step.kind() + " " + step.component() + (step.operand() == null ? "" : " " + step.operand()))
                .collect(Collectors.joining(", ", "{", update.isInserting() ? ", OR INSERT}" : "}"));
    }

    static String of(Condition condition) {
        if (condition instanceof Both both) {
            return "(" + of(both.first()) + " and " + of(both.second()) + ")";
        }
        if (condition instanceof Either either) {
            return "(" + of(either.first()) + " or " + of(either.second()) + ")";
        }
        if (condition instanceof Not not) {
            return "not " + of(not.condition());
        }
        if (condition instanceof Presence presence) {
            return presence.component() + (presence.present() ? " EXISTS" : " ABSENT");
        }
        var comparison = (Comparison) condition;
        return comparison.component() + " " + comparison.operator() + " " + comparison.operand();
    }

    static String of(Range range) {
        return range.partition()
                + range.index().map(name -> " on " + name).orElse("")
                + " " + range.comparison()
                + range.low().map(low -> " " + low).orElse("")
                + range.high().map(high -> " " + high).orElse("")
                + (range.isBackwards() ? " backwards" : "")
                + ", pages of " + range.limit();
    }
}
