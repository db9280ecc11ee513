package io.sockee.demo;

import io.sockee.api.ExceptionMapper;
import io.sockee.api.RefusedException;
import jakarta.enterprise.context.ApplicationScoped;

/** Says what clients are told when something is sold out. */
@ApplicationScoped
public class SoldOutMapper implements ExceptionMapper<SoldOutException> {

    @Override
    public RefusedException map(SoldOutException exception) {
        return new RefusedException("Sold out: " + exception.article() + ".");
    }
}
