package io.sockee.demo.chat;

import io.sockee.api.Controller;
import io.sockee.api.Emits;
import io.sockee.api.LoggedIn;
import io.sockee.api.On;
import io.sockee.api.Socket;
import io.sockee.api.User;
import io.sockee.demo.chat.ChatMessage.Shown;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The chat, for users. Other clients get a message when its transaction has been committed, and only then. */
@Controller
@LoggedIn
@Emits(event = "demo:chat.said", type = Shown.class)
@Emits(event = "demo:chat.removed", type = long.class)
@Transactional
public class ChatController {

    /** Not among the rooms that visitors may join by themselves: their names begin otherwise. */
    private static final String ROOM = "chat";

    private static final int PAGE = 20;

    /** The text of a message. */
    public record Words(
            @NotBlank(message = "Write something.")
            @Size(max = ChatMessage.MAX_TEXT, message = "No more than 500 characters.")
            @Pattern(regexp = "[^\\p{Cntrl}\\p{Cs}]*", message = "One line of text, please.")
            String text) {}

    /** Which messages are wanted: from before one of them, or the latest; all of them, or the user's own. */
    public record Which(Optional<Long> before, boolean mine) {}

    /** Messages in the order they were written, and whether there are more before them. */
    public record Page(List<Shown> messages, boolean more) {}

    @Inject
    ChatMessages messages;

    /** Joins the room of the chat, and answers the latest messages. */
    @On("demo:chat.enter")
    public Page enter(Socket socket, User user) {
        socket.join(ROOM);
        return history(user, new Which(Optional.empty(), false));
    }

    @On("demo:chat.history")
    public Page history(User user, Which which) {
        long before = which.before().orElse(Long.MAX_VALUE);
        List<ChatMessage> found =
                which.mine() ? messages.beforeBy(user, before, PAGE + 1) : messages.before(before, PAGE + 1);
        List<Shown> page = found.stream().limit(PAGE).map(ChatMessage::shown).collect(Collectors.toList());
        Collections.reverse(page);
        return new Page(page, found.size() > PAGE);
    }

    @On("demo:chat.say")
    public Shown say(Socket socket, User user, @Valid Words words) {
        Shown said = messages.add(user, words.text().strip()).shown();
        socket.to(ROOM).emit("demo:chat.said", said); // sent at the commit
        return said;
    }

    @On("demo:chat.edit")
    public Shown edit(Socket socket, User user, long id, @Valid Words words) {
        Shown edited = messages.edit(user, id, words.text().strip()).shown();
        socket.to(ROOM).emit("demo:chat.said", edited);
        return edited;
    }

    @On("demo:chat.remove")
    public void remove(Socket socket, User user, long id) {
        messages.remove(user, id);
        socket.to(ROOM).emit("demo:chat.removed", id);
    }
}
