package io.sockee.it.wrong;

import io.sockee.api.Controller;
import io.sockee.api.On;

/** Two methods answer one event. */
@Controller
public class TwiceController {

    @On("say")
    public void first(String text) {}

    @On({"other", "say"})
    public void second(String text) {}
}
