package io.anyport;

/**
 * A line of an {@link App}: something that is reachable, and what answers there. A value that can be listed. Routes, groups
 * and mounts, consumers, operations and sockets are bindings; an application refuses any other.
 */
public interface Binding {}
