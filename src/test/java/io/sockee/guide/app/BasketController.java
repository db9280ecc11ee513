package io.sockee.guide.app;

import io.sockee.api.Controller;
import io.sockee.api.On;
import io.sockee.api.Socket;
import jakarta.inject.Inject;

// tag::controller
@Controller
public class BasketController {

    @Inject
    Basket basket;

    @Inject
    Visit visit;

    @On("add")
    public int add(String item) {
        return basket.add(item); // this socket's own basket
    }

    @On("steps")
    public int steps() {
        visit.step();
        return visit.step(); // 2, in every call
    }
    // end::controller

    // tag::data
    @On("call-me")
    public void callMe(Socket socket, String name) {
        socket.data().put("name", name);
    }

    @On("who-am-i")
    public String whoAmI(Socket socket) {
        return (String) socket.data().getOrDefault("name", "nobody");
    }
    // end::data
    // tag::controller
}
// end::controller
