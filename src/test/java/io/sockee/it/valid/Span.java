package io.sockee.it.valid;

/** Two numbers in order. */
@Ordered
public record Span(int first, int last) {}
