package io.sockee.it.wrong;

import io.sockee.api.Action;
import io.sockee.api.Actions;

/** Would answer an event that {@link SayController} answers. */
@Actions("say")
public class SayActions {

    @Action
    public String aloud(String text) {
        return text;
    }
}
