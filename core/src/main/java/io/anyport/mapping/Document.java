package io.anyport.mapping;

/** Holds the place of the real type, which comes with the first slice. */
public interface Document {}
