package io.sockee.it.online;

import io.sockee.api.Action;
import io.sockee.api.Actions;
import jakarta.inject.Inject;

/** Has something said to a user, over HTTP. */
@Actions("herald")
public class HeraldActions {

    @Inject
    Herald herald;

    @Action
    public void tell(String user, String text) {
        herald.tell(user, text);
    }
}
