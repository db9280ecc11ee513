package io.sockee.guide.app;

import io.sockee.api.Controller;
import io.sockee.api.On;
import io.sockee.api.RefusedException;
import io.sockee.api.ValidationGroups;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Null;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;

/** What clients are told when something is wrong. */
@Controller
public class AccountController {

    // tag::refuse
    @On("open-account")
    public String open(String name) {
        if (name.equals("root")) {
            throw new RefusedException("This name is taken.");
        }
        return name;
    }
    // end::refuse

    // tag::validate
    public record Line(
            @NotBlank(message = "Name an item.") String item,
            @Min(1) int count) {}

    public record Order(
            @Size(min = 1, message = "Order something.") List<@Valid Line> lines) {}

    @On("check-order")
    public int check(@Valid Order order) {
        return order.lines().size();
    }
    // end::validate

    // tag::fields
    @On("rename-account")
    public String rename(String name) {
        if (name.equals("root")) {
            throw RefusedException.ofFields("Some input is not right.", Map.of("name", "This name is taken."));
        }
        return name;
    }
    // end::fields

    // tag::groups
    public interface Creating {}

    public record Profile(
            @Null(groups = Creating.class, message = "The server chooses ids.")
            Long id,

            String name) {}

    @On("create-profile")
    @ValidationGroups(Creating.class)
    public String create(@Valid Profile profile) {
        return profile.name();
    }

    @On("change-profile")
    public String change(@Valid Profile profile) {
        return profile.id() + " " + profile.name();
    }
    // end::groups

    // tag::throw
    @On("withdraw")
    public long withdraw(long amount) throws NotEnoughException {
        if (amount > 100) {
            throw new NotEnoughException(100);
        }
        return 100 - amount;
    }
    // end::throw

    // tag::bug
    @On("broken")
    public int broken() {
        throw new IllegalStateException("the key is 12345");
    }
    // end::bug
}
