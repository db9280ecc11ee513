package io.sockee.http;

import io.sockee.endpoint.Arrivals;
import io.sockee.endpoint.Bodies;
import io.sockee.endpoint.BodyFilter;
import io.sockee.push.Push;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Reads the bodies of websites' posts, if their key is right. */
final class SendFilter extends BodyFilter {
    private static final long serialVersionUID = 1L;

    private final transient Push push;

    SendFilter(Bodies bodies, Arrivals arrivals, Push push) {
        super(bodies, arrivals);
        this.push = push;
    }

    @Override
    protected Optional<Refusal> judge(HttpServletRequest request) {
        return push.door()
                .map(door -> SendHead.of(request).refusal(door.gateway()))
                .orElseGet(() -> Optional.of(new SendHead.Refused(404, "")))
                .map(refused -> refusal(request, refused.status(), refused.message()));
    }

    @Override
    protected int maxBody() {
        return push.door().map(Push.Door::maxBody).orElse(0);
    }

    @Override
    protected Refusal refusal(HttpServletRequest request, int status, String message) {
        return SendAnswer.isJsonWanted(request)
                ? new Refusal(status, SendAnswer.JSON_TYPE, SendAnswer.json(message))
                : new Refusal(status, SendAnswer.TEXT_TYPE, message);
    }
}
