package io.sockee.demo;

import io.sockee.api.ExceptionMapper;
import io.sockee.api.RefusedException;
import jakarta.enterprise.context.ApplicationScoped;

/** Turns the exception into the message for the client. */
@ApplicationScoped
public class SoldOutMapper implements ExceptionMapper<SoldOutException> {

    @Override
    public RefusedException map(SoldOutException exception) {
        return new RefusedException("Sold out: " + exception.article() + ".");
    }
}
