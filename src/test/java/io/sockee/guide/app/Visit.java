package io.sockee.guide.app;

import jakarta.enterprise.context.RequestScoped;

// tag::visit
@RequestScoped
public class Visit {
    private int steps;

    public int step() {
        return ++steps;
    }
}
// end::visit
