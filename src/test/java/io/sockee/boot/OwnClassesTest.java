package io.sockee.boot;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;

/** What is loaded of Sockee before it is needed, wherever it lies in the application. */
class OwnClassesTest {

    private static int loaded(Map<String, Set<String>> folders, byte[] library) {
        ServletContext application = (ServletContext) Proxy.newProxyInstance(
                OwnClassesTest.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, arguments) -> method.getName().equals("getResourcePaths")
                        ? folders.get(arguments[0])
                        : new ByteArrayInputStream(library));
        OwnClasses classes = new OwnClasses(application);
        classes.run();
        return classes.loaded();
    }

    @Test
    void amongTheClassesOfTheApplication() {
        assertThat(loaded(
                        Map.of(
                                "/WEB-INF/classes/io/sockee/", Set.of("/WEB-INF/classes/io/sockee/boot/"),
                                "/WEB-INF/classes/io/sockee/boot/",
                                        Set.of(
                                                "/WEB-INF/classes/io/sockee/boot/Setting.class",
                                                "/WEB-INF/classes/io/sockee/boot/Gone.class",
                                                "/WEB-INF/classes/io/sockee/boot/a.txt")),
                        new byte[0]))
                .isEqualTo(1);
    }

    @Test
    void inALibrary() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes)) {
            for (String name :
                    new String[] {"io/sockee/boot/", "io/sockee/boot/Setting.class", "com/example/A.class"}) {
                jar.putNextEntry(new JarEntry(name));
            }
        }
        assertThat(loaded(
                        Map.of("/WEB-INF/lib/", Set.of("/WEB-INF/lib/sockee-1.jar", "/WEB-INF/lib/other.jar")),
                        bytes.toByteArray()))
                .isEqualTo(1);
    }
}
