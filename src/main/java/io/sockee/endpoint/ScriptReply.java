package io.sockee.endpoint;

import io.sockee.engineio.EngineError;
import io.sockee.engineio.PollingReply;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.Function;

/** Answers a poll by a script. */
final class ScriptReply implements PollingReply {
    private final String number;
    private final AsyncReply reply;

    /**
     * @param number which of the page's functions the script calls, as the request has it
     * @param onFailure called once, with this reply, if the client has gone or the answer cannot be written
     * @param writer makes what writes it, given what is called then
     */
    ScriptReply(String number, Consumer<PollingReply> onFailure, Function<Consumer<PollingReply>, AsyncReply> writer) {
        this.number = number;
        this.reply = writer.apply(failed -> onFailure.accept(this));
    }

    @Override
    public void payload(byte[] utf8) {
        String script = Jsonp.script(number, new String(utf8, StandardCharsets.UTF_8));
        reply.script(script.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void leavePlain() {
        reply.leavePlain();
    }

    @Override
    public void bytes(byte[] payload) {
        throw new IllegalStateException("A script holds text alone.");
    }

    @Override
    public boolean takesTextAlone() {
        return true;
    }

    @Override
    public void ok() {
        reply.ok();
    }

    @Override
    public void refuse(EngineError error) {
        reply.refuse(error);
    }
}
