package io.sockee.guide.vain;

import com.example.chat.ChatController;
import io.sockee.api.Controller;
import io.sockee.api.On;
import io.sockee.api.RefusedException;
import io.sockee.api.User;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Fails after the chat's work, in the transaction that it was done in. */
@Controller
public class VainController {

    @Inject
    ChatController chat;

    @On("leave-in-vain")
    @Transactional
    public void leaveInVain(User user) {
        int removed = chat.leaveForGood(user);
        throw new RefusedException("removed " + removed + ", in vain");
    }
}
