package io.sockee.testkit;

import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts a {@link TestServer} for each test that takes one, and stops it after the test. */
public final class SockeeTestExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(SockeeTestExtension.class);

    /** For JUnit. */
    public SockeeTestExtension() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // A test's store closes what it keeps when the test has ended.
        return context.getStore(NAMESPACE)
                .computeIfAbsent(TestServer.class, type -> start(context.getRequiredTestClass()), TestServer.class);
    }

    private static TestServer start(Class<?> test) {
        SockeeTest annotation = find(test);
        List<Class<?>> beans = List.of(annotation.value());
        List<String> settings = List.of(annotation.settings());
        return annotation.users() ? TestServer.startWithUsers(beans, settings) : TestServer.start(beans, settings);
    }

    /** The annotation of the test's class, or of a class around it. */
    private static SockeeTest find(Class<?> test) {
        for (Class<?> type = test; type != null; type = type.getEnclosingClass()) {
            SockeeTest annotation = type.getAnnotation(SockeeTest.class);
            if (annotation != null) {
                return annotation;
            }
        }
        throw new IllegalStateException(test.getName() + " takes a TestServer, but has no @SockeeTest.");
    }
}
