package io.sockee.boot;

import io.sockee.endpoint.DocumentsServlet;
import io.sockee.endpoint.DocumentsServlet.Document;
import io.sockee.endpoint.Readers;
import io.sockee.routing.DeploymentException;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Collects documents and pages below {@code /sockee/}, and serves them by one servlet. */
final class Pages {
    private static final String ROOT = "/sockee/";
    private static final String FOLDER = "/io/sockee/pages/";
    private static final String JSON = "application/json; charset=utf-8";

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "json", JSON,
            "svg", "image/svg+xml",
            "png", "image/png",
            "woff2", "font/woff2",
            "ts", "application/typescript; charset=utf-8");

    private final Map<String, Document> all = new HashMap<>();

    /** A file of the class path at a path of its own. It has nothing in it that is not everybody's. */
    void page(String path, String file) {
        page(path, file, () -> read(file));
    }

    /**
     * The same where the file is made into something else.
     *
     * @param file says by its name what it is
     */
    void page(String path, String file, Supplier<byte[]> content) {
        all.put(ROOT + path, new Document(typeOf(file), false, true, false, query -> content.get()));
    }

    /** A text for those who are let in, made once. */
    void document(String name, Supplier<String> text) {
        all.put(
                ROOT + name,
                new Document(
                        typeOf(name), true, true, false, query -> text.get().getBytes(StandardCharsets.UTF_8)));
    }

    /** JSON for those who are let in, made for each request by its query. */
    void data(String name, Function<Map<String, String>, String> text) {
        data(name, false, text);
    }

    /** The same where it takes a database. */
    void blockingData(String name, Function<Map<String, String>, String> text) {
        data(name, true, text);
    }

    private void data(String name, boolean blocks, Function<Map<String, String>, String> text) {
        all.put(
                ROOT + name,
                new Document(
                        JSON, true, false, blocks, query -> text.apply(query).getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Serves them.
     *
     * @param name of the servlet
     * @param setting that switches them off
     * @throws DeploymentException when another servlet serves one of their paths
     */
    void serve(ServletContext server, String name, Readers readers, Setting setting) {
        serve(server, name, readers, setting, DocumentsServlet.POLICY);
    }

    /**
     * The same with a policy of their own.
     *
     * @param policy what browsers let them do
     */
    void serve(ServletContext server, String name, Readers readers, Setting setting, String policy) {
        ServletRegistration.Dynamic servlet = server.addServlet(name, new DocumentsServlet(all, readers, policy));
        servlet.setAsyncSupported(true);
        String[] mappings = all.keySet().stream().map(Pages::mapping).distinct().toArray(String[]::new);
        if (!servlet.addMapping(mappings).isEmpty()) {
            throw new DeploymentException("Another servlet serves a path of " + name + ", below " + ROOT + ", too. Set "
                    + setting.key() + "=off.");
        }
    }

    /** A folder below the root as a whole, and other files one by one. */
    private static String mapping(String path) {
        int folder = path.indexOf('/', ROOT.length());
        return folder < 0 ? path : path.substring(0, folder) + "/*";
    }

    /** A file of the class path. */
    static byte[] read(String file) {
        try (InputStream in = Pages.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException(FOLDER + file + " is not on the class path.");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String typeOf(String file) {
        return TYPES.getOrDefault(file.substring(file.lastIndexOf('.') + 1), "application/octet-stream");
    }
}
