package io.sockee.it.wrong;

import io.sockee.api.Controller;
import io.sockee.api.On;
import jakarta.enterprise.inject.Vetoed;

/** CDI makes no bean of it, and tells nobody. */
@Controller
@Vetoed
public class VetoedController {

    @On("say")
    public void say(String text) {}
}
