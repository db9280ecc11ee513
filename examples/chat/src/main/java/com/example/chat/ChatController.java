package com.example.chat;

import io.sockee.api.Controller;
import io.sockee.api.LoggedIn;
import io.sockee.api.On;
import io.sockee.api.RefusedException;
import io.sockee.api.Socket;
import io.sockee.api.User;
import io.sockee.api.Users;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;

// tag::controller
@Controller
@LoggedIn
@Transactional
public class ChatController {

    static final int HISTORY = 50;

    public record Say(
            @NotBlank String room,
            @NotBlank @Size(max = 1000) String text) {}

    public record Edit(long id, @NotBlank @Size(max = 1000) String text) {}

    @Inject
    Messages messages;

    @Inject
    Users users;

    /** Enters a room, and answers what was said there last. */
    @On("join")
    public List<Line> join(Socket socket, @NotBlank @Size(max = 100) String room) {
        socket.join(room);
        return messages.last(room, HISTORY);
    }

    @On("say")
    public Line say(Socket socket, User user, @Valid Say say) {
        if (!socket.rooms().contains(say.room())) {
            throw new RefusedException("Join the room first.");
        }
        Line line = messages.add(say.room(), user, say.text());
        socket.to(say.room()).emit("said", line); // leaves when the message is stored
        return line;
    }

    @On("edit")
    public Line edit(Socket socket, User user, @Valid Edit edit) {
        Line line = messages.change(edit.id(), user, edit.text());
        socket.to(line.room()).emit("edited", line);
        return line;
    }
    // end::controller

    // tag::leave
    /** Deletes all that a user has said, and keeps the user out: both, or neither. */
    @On("leave-for-good")
    public int leaveForGood(User user) {
        int removed = messages.removeAllOf(user);
        users.disable(user.id());
        return removed;
    }
    // end::leave
    // tag::controller
}
// end::controller
