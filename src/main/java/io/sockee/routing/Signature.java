package io.sockee.routing;

import com.fasterxml.jackson.databind.JavaType;
import io.sockee.api.Ack;
import io.sockee.api.Arguments;
import io.sockee.api.DisconnectReason;
import io.sockee.api.EventName;
import io.sockee.api.Handshake;
import io.sockee.api.NameParam;
import io.sockee.api.Session;
import io.sockee.api.Socket;
import io.sockee.api.User;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds where the values of a method's parameters come from; a parameter that could have no value stops the start. */
final class Signature {

    /** What a method is called for: that decides which values there are for its parameters. */
    enum Kind {
        EVENT,
        CONNECT,
        DISCONNECT
    }

    private static final Logger LOG = System.getLogger(Signature.class.getName());
    private static final String ENTITY = "jakarta.persistence.Entity"; // by name: not every server has persistence

    private final ValueCodec codec;
    private final Method method;
    private final Kind kind;
    private final Set<String> variables;

    /**
     * @param variables the variables that all names of the method have
     */
    Signature(ValueCodec codec, Method method, Kind kind, Set<String> variables) {
        this.codec = codec;
        this.method = method;
        this.kind = kind;
        this.variables = variables;
    }

    List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>();
        for (java.lang.reflect.Parameter parameter : method.getParameters()) {
            parameters.add(parameter(parameter));
        }
        refuseContradictions(parameters);
        return parameters;
    }

    private Parameter parameter(java.lang.reflect.Parameter parameter) {
        Parameter given = given(parameter);
        if (given != null) {
            return given;
        }
        if (kind == Kind.DISCONNECT) {
            throw bad(
                    parameter,
                    "is not given to an @OnDisconnect method: it can take a Socket, a DisconnectReason,"
                            + " a Handshake, a Session, an Optional<User> and a @NameParam");
        }
        return bound(parameter);
    }

    private @Nullable Parameter given(java.lang.reflect.Parameter parameter) {
        Class<?> type = parameter.getType();
        NameParam variable = parameter.getAnnotation(NameParam.class);
        if (variable != null) {
            return variable(parameter, variable);
        } else if (parameter.isAnnotationPresent(EventName.class)) {
            return eventName(parameter);
        } else if (type == Socket.class) {
            return new Parameter.Given(Call::socket);
        } else if (type == Handshake.class) {
            return new Parameter.Given(call -> call.socket().handshake());
        } else if (type == Session.class) {
            return new Parameter.SessionGiven();
        } else if (type == DisconnectReason.class) {
            return only(Kind.DISCONNECT, parameter, new Parameter.Given(Call::reason));
        } else if (type == Ack.class) {
            return only(Kind.EVENT, parameter, new Parameter.AckGiven());
        } else if (type == Arguments.class) {
            return only(Kind.EVENT, parameter, new Parameter.AllArguments(codec));
        }
        return user(parameter);
    }

    private @Nullable Parameter user(java.lang.reflect.Parameter parameter) {
        JavaType type = codec.type(parameter.getParameterizedType());
        if (type.hasRawClass(Optional.class) && type.containedTypeOrUnknown(0).hasRawClass(User.class)) {
            return new Parameter.Given(call -> call.caller().user());
        }
        if (!type.hasRawClass(User.class)) {
            return null;
        }
        if (kind == Kind.DISCONNECT) {
            throw bad(parameter, "may be nobody when the socket is gone: take an Optional<User>");
        }
        return new Parameter.UserGiven();
    }

    private Parameter only(Kind where, java.lang.reflect.Parameter parameter, Parameter given) {
        if (kind != where) {
            throw bad(parameter, "is given to " + (where == Kind.EVENT ? "@On" : "@OnDisconnect") + " methods only");
        }
        return given;
    }

    private Parameter eventName(java.lang.reflect.Parameter parameter) {
        if (parameter.getType() != String.class) {
            throw bad(parameter, "has @EventName and so must be a String");
        }
        return only(Kind.EVENT, parameter, new Parameter.Given(Call::event));
    }

    private Parameter variable(java.lang.reflect.Parameter parameter, NameParam annotation) {
        String name = annotation.value().isEmpty() ? parameter.getName() : annotation.value();
        if (!variables.contains(name)) {
            throw bad(parameter, "asks for the variable '" + name + "', which not all of the method's names have");
        }
        refuseUnbindable(parameter, codec.type(parameter.getType()));
        return new Parameter.Variable(codec, parameter.getType(), name);
    }

    private Parameter bound(java.lang.reflect.Parameter parameter) {
        Class<?> raw = parameter.getType();
        boolean rest = kind == Kind.EVENT && parameter.isVarArgs() && raw != byte[].class;
        Type generic = parameter.getParameterizedType();
        if (generic instanceof TypeVariable) {
            throw bad(parameter, "is of a type that only a subclass knows");
        }
        JavaType type = codec.type(generic);
        refuseUnbindable(parameter, type);
        warnOfEntity(parameter, type);
        if (rest) {
            Class<?> component = raw.getComponentType();
            return new Parameter.Rest(codec, codec.reader(type.getContentType()), component, parameter.getName());
        }
        JavaType named = type.isReferenceType() ? type.getReferencedType() : type;
        return new Parameter.Bound(
                codec, codec.reader(type), parameter.getName(), ValueCodec.nameOf(named), ifMissing(raw));
    }

    /** Logs a warning for an entity: a client can set anything in it. */
    private void warnOfEntity(java.lang.reflect.Parameter parameter, JavaType type) {
        JavaType bound = type.getContentType() == null ? type : type.getContentType();
        boolean entity = Arrays.stream(bound.getRawClass().getAnnotations())
                .anyMatch(annotation -> annotation.annotationType().getName().equals(ENTITY));
        if (entity) {
            LOG.log(
                    Level.WARNING,
                    "The parameter " + parameter.getName() + " of " + Route.describe(method) + " is an entity ("
                            + bound.getRawClass().getName()
                            + "): clients set all of it that has a public setter. Take a record of what they may say.");
        }
    }

    private static Optional<Object> ifMissing(Class<?> type) {
        if (type == Optional.class) {
            return Optional.of(Optional.empty());
        } else if (type == OptionalInt.class) {
            return Optional.of(OptionalInt.empty());
        } else if (type == OptionalLong.class) {
            return Optional.of(OptionalLong.empty());
        } else if (type == OptionalDouble.class) {
            return Optional.of(OptionalDouble.empty());
        }
        return Optional.empty();
    }

    private void refuseUnbindable(java.lang.reflect.Parameter parameter, JavaType type) {
        codec.problem(type).ifPresent(problem -> {
            throw bad(parameter, "cannot be bound: " + problem);
        });
    }

    private void refuseContradictions(List<Parameter> parameters) {
        long bound = parameters.stream()
                .filter(p -> p instanceof Parameter.Bound || p instanceof Parameter.Rest)
                .count();
        if (kind == Kind.CONNECT && bound > 1) {
            throw new DeploymentException(Route.describe(method)
                    + ": an @OnConnect method can take one parameter for the auth payload only.");
        }
        if (bound > 0 && parameters.stream().anyMatch(p -> p instanceof Parameter.AllArguments)) {
            throw new DeploymentException(Route.describe(method)
                    + " takes Arguments, which are all there are, and further arguments: take one or the others.");
        }
    }

    private DeploymentException bad(java.lang.reflect.Parameter parameter, String what) {
        return new DeploymentException("The parameter " + parameter.getName() + " ("
                + parameter.getType().getSimpleName() + ") of " + Route.describe(method) + " " + what + ".");
    }
}
