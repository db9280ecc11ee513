package com.example;

import io.sockee.api.Action;
import io.sockee.api.Actions;
import io.sockee.api.Publisher;
import io.sockee.api.Session;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;

@Actions("greetings")
public class Greetings {

    @Inject
    Publisher publisher;

    /** Greets, tells everybody, and remembers who it was. */
    @Action
    public String hello(@NotBlank String name, Session session) {
        session.put("name", name);
        publisher.emit("greeted", name);
        return "Hello, " + name + "!";
    }

    @Action
    public String again(Session session) {
        return session.get("name", String.class)
                .map(name -> "Hello again, " + name + "!")
                .orElse("Who are you?");
    }
}
