package io.sockee.declaration;

import io.sockee.address.OwnRooms;
import io.sockee.api.Broadcast;
import io.sockee.api.Publisher;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Emits what the methods of an emitter say. Immutable, safe for any thread; does not block. */
public final class EmitterProxy implements InvocationHandler {
    private final EmitterType type;
    private final Supplier<? extends Broadcast> target;

    private EmitterProxy(EmitterType type, Supplier<? extends Broadcast> target) {
        this.type = type;
        this.target = target;
    }

    /**
     * An emitter to all sockets of its namespace.
     *
     * @param publisher asked for when the emitter is called, which may be before the server has started
     */
    public static Object of(Class<?> emitter, Supplier<Publisher> publisher) {
        EmitterType type = EmitterType.of(emitter);
        return new EmitterProxy(type, () -> publisher.get().namespace(type.namespace())).proxy();
    }

    private Object proxy() {
        return Proxy.newProxyInstance(type.type().getClassLoader(), new Class<?>[] {type.type()}, this);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] given) throws Throwable {
        @Nullable Object[] values = given == null ? new Object[0] : given;
        EmitterType.Call call = type.calls().get(method);
        if (call != null) {
            return emit(call, values);
        } else if (method.getDeclaringClass() == Object.class) {
            return ofObject(proxy, method, values);
        } else if (method.isDefault()) {
            return InvocationHandler.invokeDefault(proxy, method, given);
        }
        Broadcast narrower = narrow(method.getName(), values);
        return new EmitterProxy(type, () -> narrower).proxy();
    }

    private @Nullable Object emit(EmitterType.Call call, @Nullable Object[] values) {
        if (!call.asks()) {
            target.get().emit(call.event(), values);
            return null;
        }
        Duration timeout = (Duration) values[0];
        if (timeout == null) {
            throw new NullPointerException("the time to wait");
        }
        return target.get().emitWithAck(timeout, call.event(), Arrays.copyOfRange(values, 1, values.length));
    }

    /** One of the methods of {@link io.sockee.api.Addressed}. */
    private Broadcast narrow(String method, @Nullable Object[] values) {
        Broadcast wide = target.get();
        Object value = values.length == 0 ? null : values[0];
        return switch (method) {
            case "to" -> wide.to((String[]) required(value));
            case "toUser" -> wide.to(OwnRooms.ofUser((String) required(value)));
            case "except" -> wide.except((String[]) required(value));
            case "ifWritable" -> wide.ifWritable();
            case "compress" -> wide.compress((Boolean) required(value));
            case "local" -> wide.local();
            default -> throw new UnsupportedOperationException(type.type().getName() + "." + method);
        };
    }

    private static Object required(@Nullable Object value) {
        if (value == null) {
            throw new NullPointerException("whom to emit to");
        }
        return value;
    }

    private @Nullable Object ofObject(Object proxy, Method method, @Nullable Object[] values) {
        return switch (method.getName()) {
            case "equals" -> proxy == values[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "the emitter " + type.type().getName();
        };
    }
}
