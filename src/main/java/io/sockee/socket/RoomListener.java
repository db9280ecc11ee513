package io.sockee.socket;

import io.sockee.hub.Member;
import io.sockee.hub.MembershipListener;
import io.sockee.hub.Namespace;

/** Tells each socket when it has joined or left a room; the socket tells the application's observers, in turn with its calls. */
public final class RoomListener implements MembershipListener {

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
