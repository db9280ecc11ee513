package io.sockee.boot;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import jakarta.validation.executable.ExecutableValidator;
import jakarta.validation.metadata.BeanDescriptor;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The server's validator, not touched before something is to be checked. What constraints there are, another one tells: while
 * an application starts, WildFly makes its validator on a thread that waits for the one that starts the application, and
 * to use it there would be to wait for each other for ever.
 *
 * @param servers the bean
 * @param describing made without CDI
 */
record LateValidator(Validator servers, Validator describing) implements Validator, ExecutableValidator {

    @Override
    public BeanDescriptor getConstraintsForClass(Class<?> type) {
        return describing.getConstraintsForClass(type);
    }

    @Override
    public ExecutableValidator forExecutables() {
        return this;
    }

    @Override
    public <T> Set<ConstraintViolation<T>> validate(T object, Class<?>... groups) {
        return servers.validate(object, groups);
    }

    @Override
    public <T> Set<ConstraintViolation<T>> validateProperty(T object, String property, Class<?>... groups) {
        return servers.validateProperty(object, property, groups);
    }

    @Override
    public <T> Set<ConstraintViolation<T>> validateValue(
            Class<T> type, String property, @Nullable Object value, Class<?>... groups) {
        return servers.validateValue(type, property, value, groups);
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        return servers.unwrap(type);
    }

    @Override
    public <T> Set<ConstraintViolation<T>> validateParameters(
            T object, Method method, @Nullable Object[] values, Class<?>... groups) {
        return servers.forExecutables().validateParameters(object, method, values, groups);
    }

    @Override
    public <T> Set<ConstraintViolation<T>> validateReturnValue(
            T object, Method method, @Nullable Object value, Class<?>... groups) {
        return servers.forExecutables().validateReturnValue(object, method, value, groups);
    }

    @Override
    public <T> Set<ConstraintViolation<T>> validateConstructorParameters(
            Constructor<? extends T> constructor, @Nullable Object[] values, Class<?>... groups) {
        return servers.forExecutables().validateConstructorParameters(constructor, values, groups);
    }

    @Override
    public <T> Set<ConstraintViolation<T>> validateConstructorReturnValue(
            Constructor<? extends T> constructor, T created, Class<?>... groups) {
        return servers.forExecutables().validateConstructorReturnValue(constructor, created, groups);
    }
}
