package io.sockee.it.tx;

/** A CDI event: a note is being stored. */
public record Stored(String id) {}
