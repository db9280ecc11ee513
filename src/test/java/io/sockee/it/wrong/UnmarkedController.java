package io.sockee.it.wrong;

import io.sockee.api.On;

/** No bean, and no controller: nobody would call it. */
public class UnmarkedController {

    @On("say")
    public void say(String text) {}
}
