package io.sockee.boot;

import io.sockee.api.ExceptionMapper;
import io.sockee.routing.DeploymentException;
import io.sockee.routing.ExceptionMappers;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.function.Predicate;

/** Finds the beans that map the application's exceptions, once, when the application starts. */
final class MapperDiscovery {
    private final BeanManager beans;

    MapperDiscovery(BeanManager beans) {
        this.beans = beans;
    }

    /**
     * All mappers.
     *
     * @param wanted which beans' classes count
     */
    ExceptionMappers find(Predicate<Class<?>> wanted) {
        ExceptionMappers mappers = new ExceptionMappers();
        // With its wildcard: a bean of ExceptionMapper<OrderException> is not one of the raw ExceptionMapper (CDI 4,
        // 2.4.2.1).
        Type anyMapper = new TypeLiteral<ExceptionMapper<?>>() {}.getType();
        for (Bean<?> bean : beans.getBeans(anyMapper, Any.Literal.INSTANCE)) {
            if (wanted.test(bean.getBeanClass())) {
                ExceptionMapper<?> mapper =
                        (ExceptionMapper<?>) beans.getReference(bean, anyMapper, beans.createCreationalContext(bean));
                mappers.add(exceptionOf(bean), mapper, bean.getBeanClass().getName());
            }
        }
        return mappers;
    }

    private static Class<? extends Throwable> exceptionOf(Bean<?> bean) {
        for (Type type : bean.getTypes()) {
            if (type instanceof ParameterizedType mapper
                    && mapper.getRawType() == ExceptionMapper.class
                    && mapper.getActualTypeArguments()[0] instanceof Class<?> exception) {
                return exception.asSubclass(Throwable.class);
            }
        }
        throw new DeploymentException(
                "The exception mapper " + bean.getBeanClass().getName()
                        + " must name its exception, as in ExceptionMapper<OrderException>: a type variable or a lambda does not.");
    }
}
