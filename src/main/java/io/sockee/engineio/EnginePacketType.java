package io.sockee.engineio;

import org.jspecify.annotations.Nullable;

/** The packet types; in the order of their digits. */
enum EnginePacketType {
    OPEN('0'),
    CLOSE('1'),
    PING('2'),
    PONG('3'),
    MESSAGE('4'),
    UPGRADE('5'),
    NOOP('6');

    private static final EnginePacketType[] BY_DIGIT = values();

    private final char digit;

    EnginePacketType(char digit) {
        this.digit = digit;
    }

    /** The type of an encoded text packet, or null when it begins with none. */
    static @Nullable EnginePacketType of(String packet) {
        if (packet.isEmpty()) {
            return null;
        }
        int digit = packet.charAt(0) - '0';
        return digit >= 0 && digit < BY_DIGIT.length ? BY_DIGIT[digit] : null;
    }

    /** What stands for it on the wire. */
    char digit() {
        return digit;
    }

    /** This type's packet, without data. */
    String packet() {
        return String.valueOf(digit);
    }
}
