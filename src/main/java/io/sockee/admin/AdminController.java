package io.sockee.admin;

import io.sockee.address.OwnRooms;
import io.sockee.api.Arguments;
import io.sockee.api.Broadcast;
import io.sockee.api.Controller;
import io.sockee.api.On;
import io.sockee.api.Publisher;
import io.sockee.api.RefusedException;
import io.sockee.event.Event;
import io.sockee.routing.BindableArguments;
import jakarta.inject.Inject;

/**
 * What admins do to sockets, by the same means as the application: to those of a namespace, or of one of its rooms, of which each
 * socket's id is one. It is there only where the admin UI is.
 */
@Controller(namespace = Admin.NAMESPACE)
public class AdminController {
    private final Admins admins;
    private final Publisher publisher;

    @Inject
    public AdminController(Admins admins, Publisher publisher) {
        this.admins = admins;
        this.publisher = publisher;
    }

    /** For the container's proxy. */
    @SuppressWarnings("NullAway") // a proxy uses no field of its own
    protected AdminController() {
        this(null, null);
    }

    /** Emits: {@code (namespace, room or null, event, arguments…)}. */
    @On(value = "emit", silent = true)
    public void emit(Arguments arguments) {
        Broadcast chosen = chosen(arguments, 1);
        String event = arguments.get(2, String.class);
        if (Event.isReserved(event) || Event.isOwn(event)) {
            throw new RefusedException("No event can be called '" + event + "': the protocol has that name already.");
        }
        Arguments rest = ((BindableArguments) arguments).skip(3);
        chosen.emit(event, rest);
    }

    /** Has sockets join a room: {@code (namespace, room, room or null)}. */
    @On(value = "join", silent = true)
    public void join(Arguments arguments) {
        Broadcast chosen = chosen(arguments, 2);
        String room = room(arguments);
        chosen.socketsJoin(room);
    }

    /** Has sockets leave a room: {@code (namespace, room, room or null)}. */
    @On(value = "leave", silent = true)
    public void leave(Arguments arguments) {
        Broadcast chosen = chosen(arguments, 2);
        String room = room(arguments);
        chosen.socketsLeave(room);
    }

    /** Disconnects sockets, or ends their connections: {@code (namespace, whether to end, room or null)}. */
    @On(value = "_disconnect", silent = true)
    public void disconnect(Arguments arguments) {
        Broadcast chosen = chosen(arguments, 2);
        boolean close = arguments.get(1, Boolean.class);
        chosen.disconnectSockets(close);
    }

    /** Whom it concerns: those of a room, if one is named at the place of the filter, or all of the namespace. */
    private Broadcast chosen(Arguments arguments, int filter) {
        if (!admins.mayChange()) {
            throw new RefusedException("The admin UI may change nothing here (sockee.admin.read-only).");
        }
        Publisher namespace = publisher.namespace(arguments.get(0, String.class));
        boolean all = arguments.size() <= filter || arguments.json(filter).equals("null");
        String room = all ? "" : arguments.get(filter, String.class);
        refuseOwn(room);
        return room.isEmpty() ? namespace : namespace.to(room);
    }

    private static String room(Arguments arguments) {
        String room = arguments.get(1, String.class);
        refuseOwn(room);
        return room;
    }

    private static void refuseOwn(String room) {
        if (OwnRooms.isOwn(room)) {
            throw new RefusedException("That room is the server's own.");
        }
    }
}
