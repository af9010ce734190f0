package io.anyport.lambda;

import io.anyport.App;
import io.anyport.Invocation;
import io.anyport.event.Batch;
import io.anyport.event.Delivery;
import io.anyport.event.Outcome;
import io.anyport.event.Source;
import io.anyport.http.CatchAll;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a list of records comes to: the deliveries that the application takes, and the records that go back unseen. A record that cannot be
 * read goes back, and whatever is behind it in one order with it; the others are not to wait for it. Where a service cannot be told single
 * failures, or the record not be named, the whole batch is refused.
 */
final class RecordBatch {

    private final RecordFormat format;
    private final Source source;
    private final String id;
    private final List<Delivery> deliveries = new ArrayList<>();
    private final Set<String> returned = new LinkedHashSet<>();
    private final Set<String> stoppedGroups = new LinkedHashSet<>();
    private boolean isStopped;

    private RecordBatch(RecordFormat format, Source source, String id) {
        this.format = format;
        this.source = source;
        this.id = id;
    }

    /**
     * Sorts records, all of one source.
     *
     * @param id of the invocation, for the log
     * @throws EventException if there is one without which, or without an id, nothing can be said of it
     */
    static RecordBatch of(List<EventRecord> records, RecordFormat format, String id) {
        var first = records.get(0);
        if (first.fault != null && first.arn == null) {
            throw format.refuse(first.fault);
        }
        var batch = new RecordBatch(format, format.source(first), id);
        for (var record : records) {
            if (!isAlike(record, first, format)) {
                throw format.refuse("Records[].eventSourceARN (all must be of one source)");
            }
            batch.add(record);
        }
        return batch;
    }

    /** Notifications have no field for their source, but it is in what they are about. */
    private static boolean isAlike(EventRecord record, EventRecord first, RecordFormat format) {
        return Objects.equals(record.eventSource, format.eventSource())
                && Objects.equals(record.arn, first.arn)
                && (record.arn != null
                        || record == first
                        || format.source(record).equals(format.source(first)));
    }

    private void add(EventRecord record) {
        try {
            if (record.fault != null) {
                throw format.refuse(record.fault);
            }
            var delivery = format.delivery(record);
            if (isStopped || delivery.order().filter(stoppedGroups::contains).isPresent()) {
                returned.add(delivery.id());
            } else {
                deliveries.add(delivery);
            }
        } catch (EventException unreadable) {
            giveBack(record, unreadable);
        }
    }

    private void giveBack(EventRecord record, EventException unreadable) {
        String name = format.failureId(record);
        if (name == null || !source.kind().isPartial()) {
            throw unreadable;
        }
        System.getLogger(CatchAll.LOGGER)
                .log(Level.ERROR, "request " + id + ", record " + name + " goes back: " + unreadable.getMessage());
        returned.add(name);
        String group = record.attributes.get("MessageGroupId");
        if (group != null) {
            stoppedGroups.add(group);
        } else {
            isStopped = source.kind() != Source.Kind.QUEUE || source.name().endsWith(".fifo");
        }
    }

    /** {@return what the application has made of the deliveries; that all is done if there is none} */
    Outcome receive(App app, Invocation invocation) {
        return deliveries.isEmpty() ? Outcome.DONE : app.receive(new Batch(source, deliveries, invocation));
    }

    Source source() {
        return source;
    }

    /** {@return the ids of all that is to come again, each once; what has failed first, which is in front of what goes back in a shard} */
    List<String> failedIds(Outcome outcome) {
        var ids = new LinkedHashSet<>(outcome.failedIds());
        ids.addAll(returned);
        return List.copyOf(ids);
    }
}
