package io.sockee.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method answers an event.
 *
 * <p>Parameters of the types {@link Socket}, {@link Ack} and {@link Arguments} are given by the server. Every other
 * parameter takes the event's next argument, bound from JSON to its type: records and beans, lists and maps, numbers,
 * strings, {@code java.time}, {@code JsonNode}, and {@code byte[]} or {@code ByteBuffer} for binary data at any depth.
 * An {@code Optional} parameter may be missing.
 *
 * <p>What the method returns goes into the client's ack, or to the event {@code <name>_data} when the client asked for
 * none, as {@code {"ok":true,"err":false,"res":…}}. What it throws goes there, or to {@code <name>_error}, as {@code
 * {"ok":false,"err":"…","res":false}}: the message of a {@link RefusedException}, and otherwise an id that is in the
 * server's log. A {@code CompletionStage} answers when it completes. A method with a parameter of type {@link Ack}
 * answers by itself and returns nothing.
 *
 * <p>Calls run on a pool of threads, one at a time and in order for each socket; see {@link NonBlocking}.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface On {

    /** The names of the events. */
    String[] value();
}
