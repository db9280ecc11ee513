package io.sockee.demo;

import io.sockee.api.Controller;
import io.sockee.api.On;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

/** The kinds of errors that a client can get, besides a refusal. */
@Controller
public class ErrorsController {

    /** The input; each message is shown at its field. */
    public record Booking(
            @NotBlank(message = "Enter a name.") String name,

            @NotBlank(message = "Enter an address.") @Email(message = "No such address.")
            String email,

            @Min(value = 1, message = "At least one.") @Max(value = 4, message = "At most four.")
            int seats) {}

    /** Called when the booking is valid. */
    @On("demo:book")
    public String book(@Valid Booking booking) {
        return booking.seats() + " for " + booking.name();
    }

    /** Adds two numbers. */
    @On("demo:add")
    public int add(int left, int right) {
        return Math.addExact(left, right);
    }

    /** Throws an exception of the application, which {@link SoldOutMapper} maps. */
    @On("demo:buy")
    public void buy(String article) {
        throw new SoldOutException(article);
    }

    /** Throws an unexpected exception. The client gets the id that the log has beside the stack trace. */
    @On("demo:fail")
    public int fail() {
        throw new IllegalStateException("A bug in the controller.");
    }
}
