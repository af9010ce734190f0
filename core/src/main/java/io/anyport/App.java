package io.anyport;

/** Holds the place of the real type, which comes with the first slice. */
public interface App {}
