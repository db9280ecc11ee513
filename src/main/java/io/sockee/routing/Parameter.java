package io.sockee.routing;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectReader;
import io.sockee.api.RefusedException;
import io.sockee.api.Session;
import io.sockee.api.User;
import java.lang.reflect.Array;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where the value of one parameter of a controller's method comes from. */
sealed interface Parameter {

    /**
     * The value for a call.
     *
     * @param argument the position, from 0, of the event's next argument that no parameter has taken
     * @throws RefusedException when the argument cannot be bound, or there is none
     */
    @Nullable
    Object value(Call call, int argument);

    /** Something that the server knows: the socket, its handshake, the means to answer, the event's name, … */
    record Given(Function<Call, @Nullable Object> source) implements Parameter {
        @Override
        public @Nullable Object value(Call call, int argument) {
            return source.apply(call);
        }
    }

    /** The {@link io.sockee.api.Ack}; a method that takes it answers by itself. */
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
            return new BindableArguments(call.arguments(), codec);
        }
    }

    /** The client's session. */
    record SessionGiven() implements Parameter {
        @Override
        public Session value(Call call, int argument) {
            return call.caller().session().orElseThrow(() -> new IllegalStateException("There are no sessions here."));
        }
    }

    /** The user who calls; the call is refused when nobody is logged in. */
    record UserGiven() implements Parameter {
        @Override
        public User value(Call call, int argument) {
            return call.caller().user().orElseThrow(() -> new AccessException(false));
        }
    }

    /**
     * What a variable of the event's or the namespace's pattern stands for.
     *
     * @param variable its name
     */
    record Variable(ValueCodec codec, Class<?> type, String variable) implements Parameter {
        @Override
        public Object value(Call call, int argument) {
            String text = call.variables().get(variable);
            if (text == null) { // the scan has checked that every pattern of the method has the variable
                throw new IllegalStateException("no variable " + variable);
            }
            return type == String.class ? text : codec.fromName(text, type, variable);
        }
    }

    /**
     * The next argument, bound to a type.
     *
     * @param name the parameter's name, for error messages
     * @param expected the type, for error messages
     * @param missing the value when the argument did not come; empty when it must come
     */
    record Bound(ValueCodec codec, ObjectReader reader, String name, String expected, Optional<Object> missing)
            implements Parameter {

        /** Whether values of the type are written as JSON strings, as far as the type tells. */
        boolean isText() {
            JavaType type = reader.getValueType();
            Class<?> raw = (type.isReferenceType() ? type.getReferencedType() : type).getRawClass();
            return CharSequence.class.isAssignableFrom(raw)
                    || raw == char.class
                    || raw == Character.class
                    || raw.isEnum()
                    || raw == UUID.class
                    || raw == URI.class
                    || raw.getPackageName().startsWith("java.time");
        }

        @Override
        public @Nullable Object value(Call call, int argument) {
            if (argument < call.arguments().count()) {
                return codec.read(reader, call.arguments(), argument, label(argument, name));
            }
            return missing.orElseThrow(() -> isMissing(argument));
        }

        BindingException isMissing(int argument) {
            return new BindingException(label(argument, name) + " is missing: expected " + expected + ".");
        }
    }

    /** All arguments that are left, each bound to the component type of a variable arity parameter. */
    record Rest(ValueCodec codec, ObjectReader reader, Class<?> component, String name) implements Parameter {
        @Override
        public Object value(Call call, int argument) {
            int left = Math.max(0, call.arguments().count() - argument);
            Object values = Array.newInstance(component, left);
            for (int i = 0; i < left; i++) {
                int index = argument + i;
                Array.set(values, i, codec.read(reader, call.arguments(), index, label(index, name)));
            }
            return values;
        }
    }

    private static String label(int argument, String name) {
        return "Argument " + (argument + 1) + " (" + name + ")";
    }
}
