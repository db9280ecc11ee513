package io.sockee.it.app;

import jakarta.enterprise.context.RequestScoped;

/** Counts within one call: a bean of the request context, which each call has to itself. */
@RequestScoped
public class Visits {
    private int count;

    public int next() {
        return ++count;
    }
}
