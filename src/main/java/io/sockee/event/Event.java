package io.sockee.event;

import java.util.List;
import java.util.Set;

/** An event: its name and its arguments. */
public record Event(String name, RawArguments arguments) {

    /** Names that the official clients and servers keep for themselves: no client can send them. */
    private static final Set<String> RESERVED =
            Set.of("connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener");

    /** Whether the name is reserved: no client may send an event of this name. */
    public static boolean isReserved(String name) {
        return RESERVED.contains(name);
    }

    /** How the names of Sockee's own events begin. Applications neither emit nor answer such events. */
    public static final String OWN = "sockee:";

    /** Whether the name is that of an event of Sockee's own, or of one that may come to be one. */
    public static boolean isOwn(String name) {
        return name.startsWith(OWN);
    }

    /** Whether its last argument is text. */
    public boolean endsWithText() {
        return arguments.endsWithText();
    }

    /** The same event with one more argument. */
    public Event followedBy(String text) {
        return new Event(name, arguments.followedBy(text));
    }

    /** The same event with the attachments that have arrived. */
    public Event with(List<byte[]> attachments) {
        return new Event(name, arguments.with(attachments));
    }
}
