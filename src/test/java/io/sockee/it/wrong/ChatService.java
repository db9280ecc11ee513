package io.sockee.it.wrong;

import io.sockee.api.SockJs;
import io.sockee.api.SockJsConnection;
import io.sockee.api.SockJsService;

/** Would take the requests of {@link ChatRoomService}. */
@SockJs("/chat")
public class ChatService implements SockJsService {

    @Override
    public void onMessage(SockJsConnection connection, String message) {
        // nobody comes so far
    }
}
