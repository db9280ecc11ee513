package io.sockee.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.api.On;
import io.sockee.routing.DeploymentException;
import jakarta.json.bind.annotation.JsonbTransient;
import jakarta.servlet.ServletContext;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the bytes of an application's classes tell. */
class ApplicationClassesTest {
    private static final String FOLDER = "/WEB-INF/classes/io/sockee/boot/";

    static class Unmarked {
        @On("say")
        void say() {}
    }

    static class Other {
        String say() {
            return On.class.getName();
        }
    }

    static class Hiding {
        @JsonbTransient
        String secret = "";
    }

    /** A servlet context that has some of the tests' classes. */
    private static ServletContext with(Class<?>... types) {
        return (ServletContext) Proxy.newProxyInstance(
                ApplicationClassesTest.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getResourcePaths" -> paths((String) arguments[0], types);
                    case "getResourceAsStream" -> bytes((String) arguments[0]);
                    case "getClassLoader" -> ApplicationClassesTest.class.getClassLoader();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static Set<String> paths(String folder, Class<?>... types) {
        if (!folder.equals(FOLDER)) {
            return folder.startsWith("/WEB-INF/classes/") && FOLDER.startsWith(folder)
                    ? Set.of(FOLDER.substring(0, FOLDER.indexOf('/', folder.length()) + 1))
                    : Set.of();
        }
        Set<String> paths = new java.util.HashSet<>(Set.of(FOLDER + "a.txt"));
        for (Class<?> type : types) {
            paths.add(FOLDER + type.getName().substring("io.sockee.boot.".length()) + ".class");
        }
        return paths;
    }

    private static InputStream bytes(String path) {
        return ApplicationClassesTest.class.getResourceAsStream(path.substring("/WEB-INF/classes".length()));
    }

    @Test
    void thoseWithAnnotationsOfControllersAreFound() {
        assertThat(new ApplicationClasses(with(Unmarked.class, Other.class, Hiding.class), true).annotated())
                .containsExactly(Unmarked.class);
    }

    @Test
    void annotationsOfJsonbStopTheDeploymentWhereTheServerDoesNotKnowThem() {
        assertThat(new ApplicationClasses(with(Unmarked.class), false).annotated())
                .containsExactly(Unmarked.class);
        ApplicationClasses hiding = new ApplicationClasses(with(Hiding.class), false);
        assertThatThrownBy(hiding::annotated)
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("ApplicationClassesTest$Hiding.class has annotations of JSON-B")
                .hasMessageContaining("jsonb-3.0");
    }
}
