package io.sockee.it.wrong;

import io.sockee.api.Controller;
import io.sockee.api.On;

/** Answers an event that has the name of an action. */
@Controller
public class SayController {

    @On("say.aloud")
    public void aloud(String text) {}
}
