package io.sockee.socket;

import io.sockee.api.RoomCreated;
import io.sockee.api.RoomDeleted;
import io.sockee.hub.Member;
import io.sockee.hub.MembershipListener;
import io.sockee.hub.Namespace;

/**
 * Tells each socket when it has joined or left a room; the socket tells the application's observers, in turn with its calls. Of rooms
 * that come and go the observers are told by themselves.
 */
public final class RoomListener implements MembershipListener {
    private final ServerObservers observers;
    private final boolean observed;

    public RoomListener(ServerObservers observers) {
        this.observers = observers;
        this.observed = observers.anyOf(RoomCreated.class) || observers.anyOf(RoomDeleted.class);
    }

    @Override
    public void created(Namespace namespace, String room) {
        if (observed) {
            observers.tell(new RoomCreated(namespace.name(), room));
        }
    }

    @Override
    public void deleted(Namespace namespace, String room) {
        if (observed) {
            observers.tell(new RoomDeleted(namespace.name(), room));
        }
    }

    @Override
    public void joined(Namespace namespace, Member member, String room) {
        changed(member, room);
    }

    @Override
    public void left(Namespace namespace, Member member, String room) {
        changed(member, room);
    }

    private static void changed(Member member, String room) {
        if (member instanceof SocketOutput output) {
            output.socket().parts().onRoom(room);
        }
    }
}
