package io.anyport.undertow;

import java.time.Duration;

/**
 * How much is borne with in clients that do not read their answers.
 *
 * @param room for what waits of the answers
 * @param longest time in which nothing of an answer is taken
 */
record Readers(Room room, Duration longest) {}
