package io.sockee.boot;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;

/**
 * Loads all classes of Sockee. When an application's archive is deleted, Open Liberty stops the application after that: classes
 * that are first needed then, such as for telling clients of the end, could not be loaded any more. WildFly keeps the archive until the
 * application has stopped, and puts a stack trace into its log for each class that lacks another one, as Sockee's own for users do
 * in an application that has none: there nothing is loaded.
 */
final class OwnClasses implements Runnable {
    private static final Logger LOG = System.getLogger(OwnClasses.class.getName());
    private static final String CLASSES = "/WEB-INF/classes/";
    private static final String LIBRARIES = "/WEB-INF/lib/";
    private static final String CLASS = ".class";

    private static final String OWN = "io/sockee/";

    /** WildFly's class loaders. */
    private static final String MODULES = "org.jboss.modules.";

    private final ServletContext application;
    private int loaded;

    /**
     * @param application the application that has Sockee among its classes, or in a library
     */
    OwnClasses(ServletContext application) {
        this.application = application;
    }

    /** Loads them, in some tenths of a second; classes that cannot be loaded on this server are left out. */
    @Override
    public void run() {
        if (OwnClasses.class.getClassLoader().getClass().getName().startsWith(MODULES)) {
            return;
        }
        Deque<String> folders = new ArrayDeque<>(List.of(CLASSES + OWN));
        while (!folders.isEmpty()) {
            for (String path : paths(folders.remove())) {
                if (path.endsWith("/")) {
                    folders.add(path);
                } else {
                    load(path.substring(CLASSES.length()));
                }
            }
        }
        for (String library : paths(LIBRARIES)) {
            if (library.substring(LIBRARIES.length()).contains("sockee")) {
                loadFrom(library);
            }
        }
        LOG.log(Level.DEBUG, "{0} classes are loaded for the end", loaded);
    }

    int loaded() {
        return loaded;
    }

    private Set<String> paths(String folder) {
        Set<String> paths = application.getResourcePaths(folder);
        return paths == null ? Set.of() : paths;
    }

    private void loadFrom(String library) {
        try (InputStream in = application.getResourceAsStream(library)) {
            if (in == null) {
                return;
            }
            JarInputStream jar = new JarInputStream(in);
            for (JarEntry entry = jar.getNextJarEntry(); entry != null; entry = jar.getNextJarEntry()) {
                if (entry.getName().startsWith(OWN)) {
                    load(entry.getName());
                }
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "A library could not be read: " + library, e);
        }
    }

    private void load(String file) {
        if (!file.endsWith(CLASS)) {
            return;
        }
        String name = file.substring(0, file.length() - CLASS.length()).replace('/', '.');
        try {
            Object unused = Class.forName(name, false, OwnClasses.class.getClassLoader());
            loaded++;
        } catch (ClassNotFoundException | LinkageError e) { // it is for another server
            LOG.log(Level.DEBUG, "Not loaded: {0} ({1})", name, e);
        }
    }
}
