package io.sockee.document;

import io.sockee.api.Controller;
import io.sockee.api.On;

/** In another namespace, with a class of a name that there is elsewhere. */
@Controller(namespace = "/staff")
public class StaffController {

    public record Book(int number) {}

    @On("keep")
    public Book keep(Book book) {
        return book;
    }
}
