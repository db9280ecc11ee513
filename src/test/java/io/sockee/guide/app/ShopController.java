package io.sockee.guide.app;

import io.sockee.api.Controller;
import io.sockee.api.NameParam;
import io.sockee.api.On;

// tag::shop
@Controller(namespace = "/shop/{shop}")
public class ShopController {

    @On("name")
    public String name(@NameParam String shop) {
        return shop;
    }
}
// end::shop
