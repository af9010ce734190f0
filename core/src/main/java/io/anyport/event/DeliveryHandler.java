package io.anyport.event;

import io.anyport.Invocation;

/**
 * What takes deliveries as they are. Called by many threads at once.
 *
 * @param <D> the deliveries of one kind of source
 */
@FunctionalInterface
public interface DeliveryHandler<D extends Delivery> {

    /**
     * Handles a delivery.
     *
     * @param delivery the delivery
     * @param invocation what brought it; its trace is the one that the delivery was sent in
     * @throws Exception if it is to be delivered again
     */
    void receive(D delivery, Invocation invocation) throws Exception;
}
