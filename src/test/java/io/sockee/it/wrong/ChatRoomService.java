package io.sockee.it.wrong;

import io.sockee.api.SockJs;
import io.sockee.api.SockJsConnection;
import io.sockee.api.SockJsService;

/** Lies below {@link ChatService}. */
@SockJs("/chat/room")
public class ChatRoomService implements SockJsService {

    @Override
    public void onMessage(SockJsConnection connection, String message) {
        // nobody comes so far
    }
}
