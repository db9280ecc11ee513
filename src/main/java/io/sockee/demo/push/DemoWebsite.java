package io.sockee.demo.push;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Optional;

/**
 * The website of the demo, as small as one can be: it tells the rooms of a user, whose token is the name here, and sends
 * what its page wants to send. It asks the server by HTTP, as any website would.
 */
@WebServlet("/demo/website/*")
public class DemoWebsite extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int MAX_BODY = 100_000;
    private static final String BEARER = "Bearer ";
    private static final String JSON = "application/json";
    private static final String REPEAT_KEY = "Idempotency-Key";

    @Inject
    private transient DemoSite site;

    /** {@code /rooms}: the site's {@code authUrl}. */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (site.access().isEmpty() || !"/rooms".equals(request.getPathInfo())) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        String authorization = request.getHeader("Authorization");
        Optional<String> rooms = authorization != null && authorization.startsWith(BEARER)
                ? site.rooms(authorization.substring(BEARER.length()))
                : Optional.empty();
        if (rooms.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            return;
        }
        response.setContentType(JSON);
        response.getWriter().write(rooms.get());
    }

    /** {@code /send}: what the page wants to send, and the server's answer to it. */
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<DemoSite.Access> access = site.access();
        if (access.isEmpty() || !"/send".equals(request.getPathInfo())) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        byte[] body = request.getInputStream().readNBytes(MAX_BODY);
        boolean resync = "true".equals(request.getParameter("resync"));
        HttpURLConnection sending = open(access.get(), resync, request.getHeader(REPEAT_KEY));
        try (OutputStream out = sending.getOutputStream()) {
            out.write(body);
            out.flush();
            int status = sending.getResponseCode();
            byte[] answer = answer(sending);
            response.setStatus(status);
            response.setContentType(sending.getContentType());
            response.getOutputStream().write(answer);
        } catch (ConnectException | SocketTimeoutException e) { // sockee.demo.url is another's, or nobody's
            response.setStatus(HttpServletResponse.SC_BAD_GATEWAY);
            response.setContentType("text/plain; charset=utf-8");
            response.getWriter().write("No answer at " + access.get().send());
        } finally {
            sending.disconnect();
        }
    }

    private static HttpURLConnection open(DemoSite.Access access, boolean resync, String repeatKey) throws IOException {
        URI uri = URI.create(access.send() + "?site=demo" + (resync ? "&resync=true" : ""));
        HttpURLConnection sending = (HttpURLConnection) uri.toURL().openConnection();
        sending.setRequestMethod("POST");
        sending.setInstanceFollowRedirects(false); // the key is for this server
        sending.setDoOutput(true);
        sending.setConnectTimeout(TIMEOUT_MILLIS);
        sending.setReadTimeout(TIMEOUT_MILLIS);
        sending.setRequestProperty("Content-Type", JSON);
        sending.setRequestProperty("Accept", JSON);
        sending.setRequestProperty("X-Api-Key", access.key());
        if (repeatKey != null) {
            sending.setRequestProperty(REPEAT_KEY, repeatKey);
        }
        return sending;
    }

    private static byte[] answer(HttpURLConnection sending) throws IOException {
        InputStream error = sending.getErrorStream();
        try (InputStream answer = error == null ? sending.getInputStream() : error) {
            return answer.readAllBytes();
        }
    }
}
