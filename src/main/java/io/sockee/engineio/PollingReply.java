package io.sockee.engineio;

/**
 * Answers one HTTP request of the polling transport: one of the methods is called, once, from any thread. None blocks. The
 * adapter reports an answer to a GET that does not reach the client to {@link Polling#pollFailed}.
 */
public interface PollingReply {

    /** 200, {@code text/plain; charset=UTF-8}, packets for the client. */
    void payload(byte[] utf8);

    /** 200, {@code application/octet-stream}, packets for the client; not where it takes text alone. */
    void bytes(byte[] payload);

    /** Has the packets that follow sent uncompressed, where they would be compressed. */
    default void leavePlain() {}

    /** Whether the client takes text alone. */
    default boolean takesTextAlone() {
        return false;
    }

    /** 200, {@code text/html}, {@code ok}: the packets of a POST were taken. */
    void ok();

    /** The error's status and JSON body. */
    void refuse(EngineError error);
}
