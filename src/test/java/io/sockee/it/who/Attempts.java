package io.sockee.it.who;

import jakarta.enterprise.context.RequestScoped;

/** How often somebody was asked for within one request. */
@RequestScoped
public class Attempts {
    private int attempts;

    public int add() {
        return ++attempts;
    }
}
