package io.sockee.it.wrong;

import io.sockee.api.Controller;
import io.sockee.api.On;

/** A parameter whose type nothing is bound to. */
@Controller
public class UnboundController {

    @On("say")
    public void say(Thread thread) {}
}
