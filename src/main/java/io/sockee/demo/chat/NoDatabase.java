package io.sockee.demo.chat;

import io.sockee.api.ExceptionMapper;
import io.sockee.api.RefusedException;
import io.sockee.persistence.DatabaseUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;

/** What clients are told while the database is not available; the message is that of the event {@code auth}. */
@ApplicationScoped
public class NoDatabase implements ExceptionMapper<DatabaseUnavailableException> {

    @Override
    public RefusedException map(DatabaseUnavailableException exception) {
        return new RefusedException("The database is not available. Try again later.", exception);
    }
}
