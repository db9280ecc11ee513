package io.sockee.demo;

import io.sockee.api.Controller;
import io.sockee.api.On;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

/** Every kind of error that a client can be told of, beside a refusal. */
@Controller
public class ErrorsController {

    /** What a visitor books; each message is for the field it stands at. */
    public record Booking(
            @NotBlank(message = "Enter a name.") String name,

            @NotBlank(message = "Enter an address.") @Email(message = "No such address.")
            String email,

            @Min(value = 1, message = "At least one.") @Max(value = 4, message = "At most four.")
            int seats) {}

    /** Books seats, once everything about the booking is right. */
    @On("demo:book")
    public String book(@Valid Booking booking) {
        return booking.seats() + " for " + booking.name();
    }

    /** Adds two numbers, and needs exactly two. */
    @On("demo:add")
    public int add(int left, int right) {
        return Math.addExact(left, right);
    }

    /** Sells socks, of which there are none: {@link SoldOutMapper} says so. */
    @On("demo:buy")
    public void buy(String article) {
        throw new SoldOutException(article);
    }

    /** Has a bug. The client gets an id that is in the server's log, beside the stack trace. */
    @On("demo:fail")
    public int fail() {
        throw new IllegalStateException("The kettle is empty.");
    }
}
