package io.sockee.presence;

/** A room of a namespace. */
public record Scope(String namespace, String room) {}
