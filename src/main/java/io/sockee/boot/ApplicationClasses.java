package io.sockee.boot;

import io.sockee.api.Action;
import io.sockee.api.Actions;
import io.sockee.api.Controller;
import io.sockee.api.Emits;
import io.sockee.api.Emitter;
import io.sockee.api.On;
import io.sockee.api.OnConnect;
import io.sockee.api.OnDisconnect;
import io.sockee.api.Publish;
import io.sockee.api.PublishChanges;
import io.sockee.api.SockJs;
import io.sockee.routing.DeploymentException;
import io.sockee.routing.ValueCodec;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The classes in {@code WEB-INF/classes} that have an annotation of Sockee's controllers, services or emits, also those that CDI does not take for
 * beans and so does not tell of.
 */
final class ApplicationClasses {
    private static final Logger LOG = System.getLogger(ApplicationClasses.class.getName());
    private static final String ROOT = "/WEB-INF/classes/";
    private static final String CLASS = ".class";

    /** Sockee's own classes that use JSON-B; Sockee runs without it. */
    private static final String OWN_JSONB = ROOT + "io/sockee/routing/";

    /** How the names of JSON-B's annotations begin in class files. */
    private static final String JSONB = "Ljakarta/json/bind/annotation/Jsonb";

    /** Annotations as class files name them. */
    private static final List<String> DESCRIPTORS = Stream.of(
                    Controller.class,
                    Actions.class,
                    On.class,
                    Action.class,
                    OnConnect.class,
                    OnDisconnect.class,
                    SockJs.class,
                    Emits.class,
                    Emits.All.class,
                    Emitter.class,
                    Publish.class,
                    PublishChanges.class)
            .map(Class::descriptorString)
            .toList();

    private final ServletContext application;
    private final boolean jsonb;

    ApplicationClasses(ServletContext application) {
        this(application, ValueCodec.knowsJsonb());
    }

    /**
     * @param jsonb whether this server has JSON-B
     */
    ApplicationClasses(ServletContext application, boolean jsonb) {
        this.application = application;
        this.jsonb = jsonb;
    }

    /**
     * Looks for these classes in the bytes of all class files; only those that name an annotation are loaded.
     *
     * @throws DeploymentException when a class has annotations of JSON-B and this server has no JSON-B. Java would leave them
     *     out without an error, so {@code @JsonbTransient} would hide nothing
     */
    Set<Class<?>> annotated() {
        Set<Class<?>> found = new HashSet<>();
        Deque<String> folders = new ArrayDeque<>(List.of(ROOT));
        while (!folders.isEmpty()) {
            Set<String> paths = application.getResourcePaths(folders.remove());
            for (String path : paths == null ? Set.<String>of() : paths) {
                if (path.endsWith("/")) {
                    folders.add(path);
                } else if (path.endsWith(CLASS) && mentions(path)) {
                    load(path.substring(ROOT.length(), path.length() - CLASS.length()), found);
                }
            }
        }
        return found;
    }

    private boolean mentions(String path) {
        try (InputStream in = application.getResourceAsStream(path)) {
            if (in == null) {
                return false;
            }
            String bytes = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            if (!jsonb && bytes.contains(JSONB) && !path.startsWith(OWN_JSONB)) {
                throw new DeploymentException(
                        path.substring(ROOT.length()) + " has annotations of JSON-B, which this server"
                                + " does not know, so that they would be ignored. On Open Liberty, add the feature jsonb-3.0.");
            }
            return DESCRIPTORS.stream().anyMatch(bytes::contains);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void load(String name, Set<Class<?>> found) {
        try {
            found.add(Class.forName(name.replace('/', '.'), false, application.getClassLoader()));
        } catch (ClassNotFoundException | LinkageError e) { // then it cannot be a bean either
            LOG.log(Level.DEBUG, "A class with annotations of Sockee cannot be loaded: " + name, e);
        }
    }
}
