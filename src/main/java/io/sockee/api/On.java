package io.sockee.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method answers an event.
 *
 * <p>Some parameters are given by the server: those of the types {@link Socket}, {@link Handshake}, {@link Session}, {@link
 * Ack}, {@link Arguments}, {@link User} and {@code Optional<User>}, and those with {@link EventName} or {@link NameParam}. Every other
 * parameter takes the event's next argument, bound from JSON to its type: records and beans, lists and maps, numbers, strings,
 * booleans, enums, {@code java.time} as ISO 8601 text, {@link Json}, {@code JsonNode} and the values of JSON-P, and {@code
 * byte[]} or {@code ByteBuffer} for binary data at any depth. An argument for an {@code Optional} parameter may be missing. A
 * variable arity parameter ({@code String...}) takes all arguments that are left. Calls with missing or ill-typed arguments are
 * refused with a message that names them; surplus arguments are ignored, unless a setting has such calls refused.
 *
 * <p>Arguments with constraints of Jakarta Validation ({@code @Valid}, {@code @NotBlank}, …) are checked. If they break some,
 * the answer has the messages, and a field {@code fields} with the path of each.
 *
 * <p>What the method returns goes into the client's ack, or into the event {@code <name>_data} when the client asked for no
 * ack, as {@code {"ok":true,"err":false,"res":…}}; {@code null} and an empty {@code Optional} as {@code "res":null}. What
 * it throws goes into the ack, or into {@code <name>_error}, as {@code {"ok":false,"err":"…","res":false}}: the message of a
 * {@link RefusedException}, what an {@link ExceptionMapper} makes of it, and otherwise an id that is in the server's log. A
 * {@code void} method answers an ack with {@code "res":false}, and sends nothing when the client asked for none. A {@code
 * CompletionStage} answers when it completes. A {@link java.util.concurrent.Flow.Publisher} answers with a stream: the ack has its
 * number, {@code "res":{"stream":1},"stream":true}, and its items follow as events {@code sockee:stream} with {@code {"id":1,"item":…}}, at the end
 * with {@code {"id":1,"end":true}} or {@code "error"}; a client ends it by the event {@code sockee:cancel} with the number. A method with a parameter of type {@link Ack} answers by itself and is {@code
 * void}.
 *
 * <p>Calls run on a pool of threads, one at a time and in order for each socket, each in a request context of its own;
 * see {@link NonBlocking}. In a {@code @Transactional} method the result is encoded before the commit; any exception
 * rolls back, and when the transaction is rolled back although the method returned, the call has failed. On success the commit
 * comes first, then what was emitted, in that order, then the answer.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface On {

    /**
     * The names of the events. One with variables, such as {@code order.{id}.paid}, is a pattern; see {@link NameParam}. A
     * variable stands for one to 255 characters other than {@code .}, {@code :} and {@code /}; a {@code *} at the end for
     * anything. An event goes to the method with its full name, and otherwise to the pattern with the most characters
     * outside variables.
     *
     * <p>A name may contain a setting's value, as in <code>${chat.event}</code>: it is read when the application starts, which
     * fails when there is no such setting.
     *
     * @return names, or patterns of names
     */
    String[] value();

    /**
     * Whether it can also be called over HTTP, as an {@link Action} can: the event {@code chat.say} of the main namespace by
     * {@code GET} and {@code POST} of {@code /api/chat/say}, and the event {@code say} of the namespace {@code /chat} by the same.
     * Such events have names without variables, of letters, digits, {@code _}, {@code -} and dots.
     *
     * @return whether it can
     */
    boolean http() default false;

    /** {@return whether its calls are left out of the log of requests, as those that come all the time} */
    boolean silent() default false;
}
