package io.sockee.guide.app;

import io.sockee.api.ExceptionMapper;
import io.sockee.api.RefusedException;
import jakarta.enterprise.context.ApplicationScoped;

/** Tells clients of it. */
@ApplicationScoped
public class SoldOut implements ExceptionMapper<SoldOutException> {
    @Override
    public RefusedException map(SoldOutException exception) {
        return new RefusedException(exception.getMessage());
    }
}
