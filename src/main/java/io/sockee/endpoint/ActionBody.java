package io.sockee.endpoint;

import io.sockee.action.ActionAnswer;
import io.sockee.action.ActionRequest;
import io.sockee.connection.Timers;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The body of a call of an action: read as it comes, then the action is called. */
final class ActionBody implements BodyReader.Taker {
    private final ActionGateway gateway;
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final AsyncReply reply;
    private final Function<byte[], ActionRequest> asked;
    private final long timeout;
    private volatile Timers.Timer late = () -> {};
    private volatile @Nullable BodyReader reader;

    /**
     * @param asked makes the call of the whole body
     */
    ActionBody(
            ActionGateway gateway,
            String action,
            HttpServletRequest request,
            HttpServletResponse response,
            Function<byte[], ActionRequest> asked) {
        this.gateway = gateway;
        this.request = request;
        this.response = response;
        this.asked = asked;
        this.timeout = gateway.entry().bodies().limits().timeout(request.getContentLengthLong());
        long longest = ActionReply.longest(gateway, action, timeout);
        this.reply = new AsyncReply(request.startAsync(), response, longest, failed -> abandon());
    }

    /** Begins; does not block. */
    void read(ServletInputStream in, Bodies.Place place) {
        BodyReader reading =
                new BodyReader(in, reply, gateway.maxBody(), gateway.entry().bodies(), place, this);
        reader = reading;
        late = gateway.timers().scheduleMillis(timeout, this::abandon);
        reading.begin();
    }

    private void abandon() {
        BodyReader reading = reader;
        if (reading != null) {
            reading.abandon();
        }
    }

    @Override
    public void whole(byte[] body) {
        late.cancel();
        gateway.server().call(asked.apply(body), gateway.users(), new ActionReply(gateway, request, response, reply));
    }

    @Override
    public void refused(int status) {
        late.cancel();
        refuse(
                status,
                switch (status) {
                    case 413 -> "The body is larger than " + gateway.maxBody() + " bytes.";
                    case 503 -> "Too many bodies are under way. Try again later.";
                    case 408 -> "The body came too slowly.";
                    default -> "The body ended early.";
                });
    }

    @Override
    public void gone() {
        refuse(408, "The body came too slowly.");
    }

    private void refuse(int status, String detail) {
        ActionAnswer answer = ActionAnswer.problem(status, detail);
        reply.refuse(status, answer.type(), answer.body());
    }
}
