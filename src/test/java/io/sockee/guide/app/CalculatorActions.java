package io.sockee.guide.app;

import io.sockee.api.Action;
import io.sockee.api.Actions;
import io.sockee.api.LoggedIn;
import io.sockee.api.User;
import jakarta.validation.constraints.Max;

/** Of the page about actions. */
// tag::actions
@Actions("calculator")
public class CalculatorActions {

    @Action
    public int square(@Max(40_000) int n) {
        return n * n;
    }

    @Action
    @LoggedIn
    public String greet(User user) {
        return "Hello, " + user.name() + "!";
    }
}
// end::actions
