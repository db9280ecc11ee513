package io.sockee.it.sets;

import io.sockee.api.RefusedException;
import io.sockee.api.Socket;
import java.util.ArrayList;
import java.util.List;

/** What a socket has passed on its way in. */
final class SetsDoors {
    private static final String PASSED = "passed";

    private SetsDoors() {}

    /** The socket comes by; it is refused where its auth payload says so. */
    @SuppressWarnings("unchecked")
    static void pass(Socket socket, String door) {
        if (!socket.namespace().startsWith("/sets")) {
            return;
        }
        List<String> passed = (List<String>) socket.data().computeIfAbsent(PASSED, none -> new ArrayList<String>());
        passed.add(door);
        if (socket.handshake().auth().text().contains("\"closed\":\"" + door + "\"")) {
            throw new RefusedException("Stopped at " + passed);
        }
    }

    @SuppressWarnings("unchecked")
    static List<String> passed(Socket socket) {
        return (List<String>) socket.data().get(PASSED);
    }
}
