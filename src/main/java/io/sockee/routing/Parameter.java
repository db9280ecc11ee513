package io.sockee.routing;

import com.fasterxml.jackson.databind.ObjectReader;
import io.sockee.api.DisconnectReason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the value of one parameter of a controller's method comes from. */
sealed interface Parameter {

    /**
     * The value for a call.
     *
     * @param argument the position of the next argument of the event
     */
    @Nullable
    Object value(Call call, int argument);

    /** The socket. */
    record SocketGiven() implements Parameter {
        @Override
        public Object value(Call call, int argument) {
            return call.socket();
        }
    }

    /** The means to answer. */
    record AckGiven() implements Parameter {
        @Override
        public Object value(Call call, int argument) {
            return call.ack();
        }
    }

    /** All arguments as they came. */
    record AllArguments(ValueCodec codec) implements Parameter {
        @Override
        public Object value(Call call, int argument) {
            return new RawArguments(call.arguments(), codec);
        }
    }

    /** Why the socket is gone. */
    record Reason() implements Parameter {
        @Override
        public @Nullable DisconnectReason value(Call call, int argument) {
            return call.reason();
        }
    }

    /**
     * The next argument, bound to a type.
     *
     * @param name the parameter's name, for error messages
     * @param expected the type's name, for error messages
     * @param optional whether it may be missing
     */
    record Bound(ValueCodec codec, ObjectReader reader, String name, String expected, boolean optional)
            implements Parameter {
        @Override
        public @Nullable Object value(Call call, int argument) {
            if (argument >= call.arguments().count()) {
                if (optional) {
                    return Optional.empty();
                }
                throw new BindingException(label(argument) + " is missing: expected " + expected + ".");
            }
            return codec.read(reader, call.arguments(), argument, label(argument));
        }

        private String label(int argument) {
            return "Argument " + (argument + 1) + " (" + name + ")";
        }
    }
}
