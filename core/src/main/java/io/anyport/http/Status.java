package io.anyport.http;

/** Holds the place of the real type, which comes with the first slice. */
public interface Status {}
