package io.sockee.socket;

import io.sockee.api.User;
import io.sockee.routing.ItemStream;
import io.sockee.routing.Reply;
import org.jspecify.annotations.Nullable;

/**
 * The way back to the client for a call of one socket, which knows for whom the method was called: a stream that begins later, as
 * that takes its time, must not go to somebody else. Any thread.
 */
abstract class SocketReply implements Reply {
    private final ClientSocket caller;

    // Written before the method is called; what it returns brings others here.
    private @Nullable User user;
    private int departures;

    SocketReply(ClientSocket caller) {
        this.caller = caller;
    }

    /** The method is called now, for who is logged in at this moment: a call may have waited for a login. */
    final void begins() {
        SocketUser of = caller.parts().user();
        departures = of.departures(); // before the user: who leaves in between is one of them
        user = of.orNobody();
    }

    /** A stream begins to a socket that is still the one's for whom the method was called. */
    final Object open(ItemStream stream, ClientSocket to) {
        return to.parts().streams().open(stream, () -> belongsToCaller(to));
    }

    /** Where nobody was logged in, a method may have logged somebody in; but nobody may have left since. */
    private boolean belongsToCaller(ClientSocket to) {
        User former = user;
        if (former == null) {
            return caller.parts().user().departures() == departures;
        }
        User present = to.parts().user().orNobody();
        return present != null && present.id().equals(former.id());
    }
}
