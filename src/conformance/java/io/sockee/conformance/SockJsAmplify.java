package io.sockee.conformance;

import io.sockee.api.NonBlocking;
import io.sockee.api.SockJs;
import io.sockee.api.SockJsConnection;
import io.sockee.api.SockJsService;

/** Answers a number with so many times twice one letter: large messages for who asks for them with small ones. */
@SockJs("/amplify")
@NonBlocking
public class SockJsAmplify implements SockJsService {
    private static final int MOST = 18;

    @Override
    public void onMessage(SockJsConnection connection, String message) {
        connection.send("x".repeat(1 << exponent(message)));
    }

    /** One for what is no number, or too small or large a one. */
    private static int exponent(String message) {
        try {
            int asked = (int) Math.floor(Double.parseDouble(message));
            return asked >= 1 && asked <= MOST ? asked : 1;
        } catch (NumberFormatException e) {
            return 1;
        }
    }
}
