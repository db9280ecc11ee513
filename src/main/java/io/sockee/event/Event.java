package io.sockee.event;

import java.util.List;

/** An event: its name and its arguments. */
public record Event(String name, Arguments arguments) {

    /** The same event with the attachments that have arrived. */
    public Event with(List<byte[]> attachments) {
        return new Event(name, arguments.with(attachments));
    }
}
