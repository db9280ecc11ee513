package io.sockee.api;

import jakarta.enterprise.inject.Stereotype;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An interface whose methods are the events that the application emits. Inject it, and call them: each call emits the event of the
 * method's name, with its arguments, to all sockets of the namespace; extend {@link Addressed} to reach fewer. What {@link Publisher}
 * says of threads, transactions and arguments holds here.
 *
 * <p>The interface and its methods are public. A method returns {@code void}; or a {@code CompletionStage<BroadcastAnswers>}, and
 * then it asks each socket, and its first parameter is the {@link java.time.Duration} to wait, as for {@link
 * Broadcast#emitWithAck}. {@link Emits} gives an event another name. Default methods are the interface's own and emit nothing
 * by themselves.
 *
 * <p>Events and their types are checked when the application is compiled, if the compiler runs Sockee's annotation processor, and
 * again when it starts; and clients are told of them: types of TypeScript, AsyncAPI.
 *
 * @since 0.1
 */
@Stereotype // so that CDI looks at it, where it looks at annotated types alone
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Emitter {

    /** {@return the namespace, which begins with a slash} */
    String namespace() default "/";
}
