package io.anyport.event;

import io.anyport.Binding;
import io.anyport.Invocation;
import io.anyport.http.Wiring;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A source, bound to what receives its deliveries. Immutable; a value that can be listed.
 *
 * <p>The methods of this class begin a consumer, for a static import: {@code queue("imports").to(…)}.
 */
public final class Consumer implements Binding {

    private final Source.Kind kind;
    private final String name;
    private final Optional<String> detailType;
    private final @Nullable DeliveryHandler<Delivery> handler; // else there is logic
    private final @Nullable TypedLogic logic;

    Consumer(
            Source.Kind kind,
            String name,
            Optional<String> detailType,
            @Nullable DeliveryHandler<Delivery> handler,
            @Nullable TypedLogic logic) {
        this.kind = kind;
        this.name = name;
        this.detailType = detailType;
        this.handler = handler;
        this.logic = logic;
    }

    /**
     * Begins a consumer of a queue.
     *
     * @param name the queue's name; that of a FIFO queue ends with {@code .fifo}
     * @return what is to be bound
     * @throws IllegalArgumentException if the name is empty
     */
    public static UnboundConsumer<QueueDelivery> queue(String name) {
        return new UnboundConsumer<>(Source.Kind.QUEUE, name, null);
    }

    /**
     * Begins a consumer of a topic that is subscribed to directly; through a queue, it is the queue's consumer who gets it.
     *
     * @param name the topic's name
     * @return what is to be bound
     * @throws IllegalArgumentException if the name is empty
     */
    public static UnboundConsumer<TopicDelivery> topic(String name) {
        return new UnboundConsumer<>(Source.Kind.TOPIC, name, null);
    }

    /**
     * Begins a consumer of all events of a source on a bus, but those that a consumer of their detail type takes.
     *
     * @param source what the events name as their source, such as {@code aws.ec2}
     * @return what is to be bound
     * @throws IllegalArgumentException if the source is empty
     */
    public static UnboundConsumer<BusDelivery> bus(String source) {
        return new UnboundConsumer<>(Source.Kind.BUS, source, null);
    }

    /**
     * Begins a consumer of events of one detail type.
     *
     * @param source what the events name as their source
     * @param detailType what the events name as their detail type
     * @return what is to be bound
     * @throws IllegalArgumentException if the source is empty
     */
    public static UnboundConsumer<BusDelivery> bus(String source, String detailType) {
        return new UnboundConsumer<>(Source.Kind.BUS, source, detailType);
    }

    /**
     * Begins a consumer of a schedule's ticks.
     *
     * @param name the name of the schedule, or of the rule that is one
     * @return what is to be bound
     * @throws IllegalArgumentException if the name is empty
     */
    public static UnboundConsumer<ScheduleDelivery> schedule(String name) {
        return new UnboundConsumer<>(Source.Kind.SCHEDULE, name, null);
    }

    /**
     * Begins a consumer of what happens to the objects of a bucket.
     *
     * @param name the bucket's name
     * @return what is to be bound
     * @throws IllegalArgumentException if the name is empty
     */
    public static UnboundConsumer<ObjectDelivery> bucket(String name) {
        return new UnboundConsumer<>(Source.Kind.BUCKET, name, null);
    }

    /**
     * Begins a consumer of the changes of a table's records.
     *
     * @param table the table's name
     * @return what is to be bound
     * @throws IllegalArgumentException if the name is empty
     */
    public static UnboundConsumer<ChangeDelivery> changes(String table) {
        return new UnboundConsumer<>(Source.Kind.TABLE, table, null);
    }

    /**
     * Begins a consumer of a stream.
     *
     * @param name the stream's name
     * @return what is to be bound
     * @throws IllegalArgumentException if the name is empty
     */
    public static UnboundConsumer<StreamDelivery> stream(String name) {
        return new UnboundConsumer<>(Source.Kind.STREAM, name, null);
    }

    /** {@return what kind of source is consumed} */
    public Source.Kind kind() {
        return kind;
    }

    /** {@return the name of the source} */
    public String name() {
        return name;
    }

    /** {@return the detail type, of a consumer that takes no other events of a bus} */
    public Optional<String> detailType() {
        return detailType;
    }

    /** {@return the type of the input; empty if there is none, or it is the delivery itself} */
    public Optional<Class<?>> input() {
        return logic == null ? Optional.empty() : Optional.ofNullable(logic.input());
    }

    void receive(Delivery delivery, Invocation invocation, Wiring wiring) throws Exception {
        if (handler != null) {
            handler.receive(delivery, invocation);
        } else if (logic != null) {
            logic.apply(delivery.content(), wiring, invocation);
        }
    }

    /** {@return the kind, the name, and the detail type if there is one} */
    @Override
    public String toString() {
        return kind + " " + name + (detailType.isEmpty() ? "" : " (" + detailType.get() + ")");
    }
}
