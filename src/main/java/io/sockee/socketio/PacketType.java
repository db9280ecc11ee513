package io.sockee.socketio;

import org.jspecify.annotations.Nullable;

/** The packet types; in the order of their digits. */
enum PacketType {
    CONNECT('0'),
    DISCONNECT('1'),
    EVENT('2'),
    ACK('3'),
    CONNECT_ERROR('4'),
    BINARY_EVENT('5'),
    BINARY_ACK('6');

    private static final PacketType[] BY_DIGIT = values();

    private final char digit;

    PacketType(char digit) {
        this.digit = digit;
    }

    static @Nullable PacketType of(char digit) {
        int index = digit - '0';
        return index >= 0 && index < BY_DIGIT.length ? BY_DIGIT[index] : null;
    }

    /** What stands for it on the wire. */
    char digit() {
        return digit;
    }

    /** The same as a number, where packets are no text. */
    int number() {
        return digit - '0';
    }

    boolean isBinary() {
        return this == BINARY_EVENT || this == BINARY_ACK;
    }
}
