package io.sockee.engineio;

/**
 * Answers one HTTP request of the polling transport: one call of one method, from any thread. The methods do not
 * block. An answer that does not reach the client is reported to the session that gave it.
 */
public interface PollingReply {

    /** 200, {@code text/plain; charset=UTF-8}, packets for the client. */
    void payload(byte[] utf8);

    /** 200, {@code text/html}, {@code ok}: the packets of a POST were taken. */
    void ok();

    /** The error's status and JSON body. */
    void refuse(EngineError error);
}
