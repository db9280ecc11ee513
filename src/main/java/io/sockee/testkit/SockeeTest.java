package io.sockee.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs controllers for the tests of a class. Each test has a server of its own: take it as a parameter of the type {@link
 * TestServer}, in the test or in a {@code @BeforeEach} method.
 *
 * <p>Everything between the connection and the controller is what runs in production: the packets, the binding and
 * validation of arguments, access, scopes, rooms, timers. There is no network, no heartbeat and no transaction: {@code
 * @Transactional} does nothing here, unless the beans bring an interceptor for it.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SockeeTestExtension.class)
public @interface SockeeTest {

    /** {@return the beans that the test is about: controllers, what they are injected with, exception mappers} */
    Class<?>[] value();

    /**
     * Users and tokens as on a server that has a data source, kept in memory: the events {@code auth} and {@code keytest},
     * sockets that come in with a token, {@link io.sockee.api.Users} to be injected, and {@link TestServer#register}. Each
     * test has its own. H2 ({@code com.h2database:h2}) has to be among the test dependencies.
     *
     * @return whether there are users
     */
    boolean users() default false;

    /** {@return settings, such as {@code "sockee.answer.data-suffix=_ok"}} */
    String[] settings() default {};
}
