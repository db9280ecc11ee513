package io.sockee.processor;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A small source, compiled in memory by the JDK's compiler.
 *
 * @param errors each as its line, a colon and its text
 * @param classes the bytes of what was compiled, by name; none when there are errors
 */
record Compiled(List<String> errors, Map<String, byte[]> classes) {
    private static final Pattern NAME =
            Pattern.compile("(?m)^public (?:abstract |final |sealed )*(?:class|interface|record|enum) (\\w+)");
    private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();

    /** One for all, as it remembers what is in the JARs of the class path. */
    private static final StandardJavaFileManager FILES = JAVAC.getStandardFileManager(null, Locale.ROOT, null);

    /** Compiles one type of the package {@code shop}, whose imports are there already, each in a line of its own. */
    static Compiled of(String text, List<String> options, Processor... processors) {
        Matcher name = NAME.matcher(text);
        String type = name.find() ? name.group(1) : "Unnamed";
        JavaFileObject source =
                new SimpleJavaFileObject(URI.create("string:///shop/" + type + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return "package shop; import io.sockee.api.*; import jakarta.persistence.*;"
                                + " import java.math.*; import java.time.Duration; import java.util.*;"
                                + " import java.util.concurrent.*;\n"
                                + text;
                    }
                };
        DiagnosticCollector<JavaFileObject> told = new DiagnosticCollector<>();
        Output output = new Output(FILES);
        JavaCompiler.CompilationTask task = JAVAC.getTask(null, output, told, options, null, List.of(source));
        if (processors.length > 0) {
            task.setProcessors(List.of(processors));
        }
        boolean done = task.call();
        List<String> errors = told.getDiagnostics().stream()
                .filter(one -> one.getKind() == Diagnostic.Kind.ERROR)
                .map(one -> one.getLineNumber() - 1 + ": " + one.getMessage(Locale.ROOT))
                .toList();
        if (done != errors.isEmpty()) {
            throw new AssertionError(told.getDiagnostics().toString());
        }
        return new Compiled(errors, output.classes());
    }

    /** The classes, loaded. */
    List<Class<?>> load() {
        ClassLoader loader = new ClassLoader(Compiled.class.getClassLoader()) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                byte[] bytes = classes.get(name);
                if (bytes == null) {
                    throw new ClassNotFoundException(name);
                }
                return defineClass(name, bytes, 0, bytes.length);
            }
        };
        List<Class<?>> loaded = new ArrayList<>();
        for (String name : classes.keySet()) {
            try {
                loaded.add(loader.loadClass(name));
            } catch (ClassNotFoundException e) {
                throw new AssertionError(e);
            }
        }
        return loaded;
    }

    private static final class Output extends ForwardingJavaFileManager<StandardJavaFileManager> {
        private final Map<String, ByteArrayOutputStream> written = new HashMap<>();

        Output(StandardJavaFileManager manager) {
            super(manager);
        }

        Map<String, byte[]> classes() {
            Map<String, byte[]> classes = new HashMap<>();
            written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
            return classes;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                JavaFileManager.Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            if (kind == JavaFileObject.Kind.CLASS) {
                written.put(name, bytes);
            }
            URI uri = URI.create("memory:///" + name.replace('.', '/') + kind.extension);
            return new SimpleJavaFileObject(uri, kind) {
                @Override
                public OutputStream openOutputStream() {
                    return bytes;
                }

                @Override
                public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                    return bytes.toString(StandardCharsets.UTF_8); // of a source that a processor has made
                }
            };
        }
    }
}
