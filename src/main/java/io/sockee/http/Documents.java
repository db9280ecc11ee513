package io.sockee.http;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;

/**
 * Serves the description of the resources (OpenAPI 3.1), a file, at a path of its own: not every server has {@code /openapi}, and
 * there an application describes itself.
 */
@WebServlet(Documents.PATH)
public class Documents extends HttpServlet {
    private static final long serialVersionUID = 1L;
    static final String PATH = "/sockee/openapi.yaml";

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try (InputStream document = Documents.class.getResourceAsStream("openapi.yaml")) {
            if (document == null) {
                throw new IllegalStateException("The description of the resources is not on the class path.");
            }
            response.setContentType("application/yaml");
            response.setHeader("Cache-Control", "no-cache");
            document.transferTo(response.getOutputStream());
        }
    }
}
