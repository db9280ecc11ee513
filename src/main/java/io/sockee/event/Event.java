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

    /** The same event with the attachments that have arrived. */
    public Event with(List<byte[]> attachments) {
        return new Event(name, arguments.with(attachments));
    }
}
