package io.sockee.presence;

/**
 * One presence in a room. It never changes: what is known anew of somebody is another presence in its place.
 *
 * @param ref tells it from all others, on all nodes
 * @param key who it is: presences of one key are one user's connections
 * @param metadata what is known of it, as JSON
 */
public record Present(String ref, String key, String metadata) {}
