package io.sockee.guide.app;

import io.sockee.api.ExceptionMapper;
import io.sockee.api.RefusedException;
import jakarta.enterprise.context.ApplicationScoped;

// tag::mapper
@ApplicationScoped
public class NotEnough implements ExceptionMapper<NotEnoughException> {

    @Override
    public RefusedException map(NotEnoughException exception) {
        return new RefusedException("There is not enough left: " + exception.left() + ".");
    }
}
// end::mapper
