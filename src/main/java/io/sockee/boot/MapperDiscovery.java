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
    private static final Type ANY_MAPPER = new TypeLiteral<ExceptionMapper<?>>() {
        private static final long serialVersionUID = 1L;
    }.getType();

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
        for (Bean<?> bean : beans.getBeans(ANY_MAPPER, Any.Literal.INSTANCE)) {
            if (wanted.test(bean.getBeanClass())) {
                ParameterizedType type = mapperType(bean);
                ExceptionMapper<?> mapper =
                        (ExceptionMapper<?>) beans.getReference(bean, type, beans.createCreationalContext(bean));
                mappers.add(exceptionOf(type, bean), mapper, bean.getBeanClass().getName());
            }
        }
        return mappers;
    }

    private static ParameterizedType mapperType(Bean<?> bean) {
        for (Type type : bean.getTypes()) {
            if (type instanceof ParameterizedType mapper && mapper.getRawType() == ExceptionMapper.class) {
                return mapper;
            }
        }
        throw unclear(bean);
    }

    private static Class<? extends Throwable> exceptionOf(ParameterizedType mapper, Bean<?> bean) {
        if (mapper.getActualTypeArguments()[0] instanceof Class<?> exception) {
            return exception.asSubclass(Throwable.class);
        }
        throw unclear(bean);
    }

    private static DeploymentException unclear(Bean<?> bean) {
        return new DeploymentException(
                "The exception mapper " + bean.getBeanClass().getName()
                        + " must name its exception, as in ExceptionMapper<OrderException>: a type variable does not.");
    }
}
