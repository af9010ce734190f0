/**
 * What reaches an application beside requests: {@link io.anyport.event.Batch deliveries} of queues, topics, buses, schedules, buckets,
 * tables and streams, {@link io.anyport.event.Operation operations} that are invoked directly, and {@link
 * io.anyport.event.SocketFrame frames} of WebSockets. Each is bound on the {@link io.anyport.App} like a route, and can be handed to
 * it in a test without any target.
 */
package io.anyport.event;
