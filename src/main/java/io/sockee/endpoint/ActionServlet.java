package io.sockee.endpoint;

import io.sockee.action.ActionAnswer;
import io.sockee.action.ActionRequest;
import io.sockee.action.Origin;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Actions over HTTP. Registered when the application starts, since a setting says where. Holds no thread while a call runs. */
public final class ActionServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String SUFFIX = ".json";

    private final transient ActionGateway gateway;

    public ActionServlet(ActionGateway gateway) {
        this.gateway = gateway;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Entry entry = gateway.entry();
        if (Cors.isPreflight(request)) {
            if (entry.allowsOrigin(request)) {
                Cors.preflight(request, response, entry.origins());
            } else {
                refuse(request, response, 403, "Pages of this origin may not call actions here.");
            }
            return;
        }
        Cors.addHeaders(request, response, entry.origins());
        if (response.containsHeader("Access-Control-Allow-Origin")) {
            response.setHeader("Access-Control-Expose-Headers", "Retry-After, Sockee-Session, Sockee-Token");
        }
        Optional<ActionAnswer> refusal = refusal(request);
        if (refusal.isPresent()) {
            LastWord.refuse(
                    request,
                    ActionReply.headers(response, refusal.get().headers()),
                    refusal.get().status(),
                    refusal.get().type(),
                    refusal.get().body());
            return;
        }
        String action = action(request);
        if (request.getMethod().equals("POST") && BodyReader.isExpected(request)) {
            read(action, request, response);
        } else {
            call(action, request, response);
        }
    }

    private Optional<ActionAnswer> refusal(HttpServletRequest request) {
        String method = request.getMethod();
        boolean post = method.equals("POST");
        if (!gateway.entry().allowsOrigin(request)) {
            return problem(403, "Pages of this origin may not call actions here.");
        } else if (gateway.httpsOnly()
                && !gateway.entry().arrivals().of(request).secure()) {
            return problem(403, "Actions can be called by https only.");
        } else if (!gateway.server().has(action(request))) {
            return problem(404, "There is no action '" + action(request) + "'.");
        } else if (!post && !method.equals("GET")) {
            return Optional.of(ActionAnswer.problem(405, "Actions are called by GET or POST.")
                    .with("Allow", "GET, POST"));
        } else if (!post && BodyReader.isExpected(request)) {
            return problem(400, "A GET has no body: send the arguments by POST, or in the query.");
        } else if (post && BodyReader.isExpected(request) && !isJson(request.getContentType())) {
            return problem(415, "The body must be JSON: Content-Type: application/json.");
        } else if (request.getContentLengthLong() > gateway.maxBody()) {
            return problem(413, "The body is larger than " + gateway.maxBody() + " bytes.");
        }
        return Optional.empty();
    }

    private static Optional<ActionAnswer> problem(int status, String detail) {
        return Optional.of(ActionAnswer.problem(status, detail));
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, int status, String detail)
            throws IOException {
        ActionAnswer answer = ActionAnswer.problem(status, detail);
        LastWord.refuse(request, response, status, answer.type(), answer.body());
    }

    private static boolean isJson(@Nullable String type) {
        String plain = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return plain.equals("application/json") || plain.endsWith("+json");
    }

    /** The action's name, of the path below the prefix: {@code /app/square.json} is {@code app.square}. */
    private static String action(HttpServletRequest request) {
        String path = request.getPathInfo();
        String name = path == null ? "" : path.substring(1);
        if (name.endsWith(SUFFIX)) {
            name = name.substring(0, name.length() - SUFFIX.length());
        }
        return name.indexOf('.') >= 0 ? "" : name.replace('/', '.');
    }

    private void read(String action, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Entry entry = gateway.entry();
        ServletInputStream in = request.getInputStream();
        Origin origin = gateway.server().origin();
        Bodies.Place place = entry.bodies().take(entry.arrivals().of(request).customer());
        new ActionBody(
                        gateway,
                        action,
                        request,
                        response,
                        body -> asked(action, new String(body, StandardCharsets.UTF_8), request, origin))
                .read(in, place);
    }

    private ActionRequest asked(
            String action, @Nullable String body, HttpServletRequest request, @Nullable Origin origin) {
        String query = request.getQueryString();
        Map<String, String> named = Query.parse(query);
        Entry entry = gateway.entry();
        return new ActionRequest(
                action,
                entry.handshake(request, named),
                query,
                named,
                entry.trusts(request),
                body,
                gateway.logouts().of(request),
                origin);
    }

    private void call(String action, HttpServletRequest request, HttpServletResponse response) {
        ActionRequest asked = asked(action, null, request, gateway.server().origin());
        long longest = ActionReply.longest(gateway, action, 0);
        AsyncReply reply = new AsyncReply(request.startAsync(), response, longest, failed -> {});
        gateway.server().call(asked, gateway.users(), new ActionReply(gateway, request, response, reply));
    }
}
