package io.sockee.it.who;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;

/** Has the container log in whom a header names, by the users that the server's configuration has. */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class LoginFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String login = request.getHeader("X-Test-Login");
        if (login != null) {
            HttpSession unused =
                    request.getSession(request.getHeader("X-Test-Session") != null); // where the login is kept
            int colon = login.indexOf(':');
            request.login(login.substring(0, colon), login.substring(colon + 1));
        }
        chain.doFilter(request, response);
    }
}
