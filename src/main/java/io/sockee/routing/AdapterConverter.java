package io.sockee.routing;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.util.Converter;
import jakarta.json.bind.adapter.JsonbAdapter;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/** An adapter of JSON-B as a converter of Jackson. The adapter is made once for each place, by its parameterless constructor. */
final class AdapterConverter implements Converter<Object, Object> {

    @FunctionalInterface
    private interface Way {
        Object convert(Object value) throws Exception; // as adapters declare it
    }

    private final Class<?> adapter;
    private final int from;
    private final int to;
    private final Way way;

    private AdapterConverter(Class<?> adapter, int from, int to, Way way) {
        this.adapter = adapter;
        this.from = from;
        this.to = to;
        this.way = way;
    }

    @SuppressWarnings({"rawtypes", "unchecked"}) // Jackson hands over what the adapter's own types say
    static AdapterConverter toJson(Class<? extends JsonbAdapter> adapter) {
        JsonbAdapter<Object, Object> made = (JsonbAdapter<Object, Object>) make(adapter);
        return new AdapterConverter(adapter, 0, 1, made::adaptToJson);
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    static AdapterConverter fromJson(Class<? extends JsonbAdapter> adapter) {
        JsonbAdapter<Object, Object> made = (JsonbAdapter<Object, Object>) make(adapter);
        return new AdapterConverter(adapter, 1, 0, made::adaptFromJson);
    }

    private static Object make(Class<?> adapter) {
        try {
            var constructor = adapter.getDeclaredConstructor();
            if (!constructor.trySetAccessible()) {
                throw unusable(adapter, null);
            }
            return constructor.newInstance();
        } catch (NoSuchMethodException | InstantiationException | IllegalAccessException e) {
            throw unusable(adapter, e);
        } catch (InvocationTargetException e) {
            throw unusable(adapter, e.getCause());
        }
    }

    private static UnsupportedAnnotationException unusable(Class<?> adapter, @Nullable Throwable cause) {
        UnsupportedAnnotationException unusable = new UnsupportedAnnotationException(
                "The adapter " + adapter.getName() + " cannot be made: it needs a constructor without parameters");
        unusable.initCause(cause);
        return unusable;
    }

    @Override
    public Object convert(Object value) {
        try {
            return way.convert(value);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalArgumentException("The adapter " + adapter.getName() + " failed", e);
        }
    }

    @Override
    public JavaType getInputType(TypeFactory types) {
        return parameter(types, from);
    }

    @Override
    public JavaType getOutputType(TypeFactory types) {
        return parameter(types, to);
    }

    private JavaType parameter(TypeFactory types, int index) {
        return types.findTypeParameters(types.constructType(adapter), JsonbAdapter.class)[index];
    }
}
