package io.sockee.routing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.sockee.api.Json;
import io.sockee.event.RawArguments;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns Java values into the arguments of events, and back. Safe for any thread; getters of values run on the calling thread. */
public final class ValueCodec {
    private static final int NAMED_CONSTANTS = 20;

    private final ObjectMapper mapper;
    private final ObjectMapper names;
    private final int maxDepth;

    /**
     * @param maxDepth how deep arrays and objects may be nested
     */
    public ValueCodec(int maxDepth) {
        this.mapper = ValueMapper.of(maxDepth);
        this.names = ValueMapper.ofNames();
        this.maxDepth = maxDepth;
    }

    /**
     * Encodes values.
     *
     * @throws UnwritableException when a value has no JSON form
     */
    public RawArguments encode(@Nullable Object @Nullable ... values) {
        if (values == null) {
            return RawArguments.of(List.of("null"), List.of()); // emit("event", null) passes one null
        }
        if (values.length == 0) {
            return RawArguments.NONE;
        }
        if (values.length == 1 && values[0] instanceof BindableArguments raw) {
            return raw.arguments();
        }
        List<byte[]> attachments = new ArrayList<>(0);
        List<String> json = new ArrayList<>(values.length);
        for (Object value : values) {
            if (value instanceof BindableArguments raw) {
                addRaw(raw.arguments(), json, attachments);
            } else {
                json.add(write(value, attachments));
            }
        }
        return RawArguments.of(json, attachments);
    }

    private void addRaw(RawArguments raw, List<String> json, List<byte[]> attachments) {
        if (!raw.attachments().isEmpty() && !attachments.isEmpty()) {
            // Their placeholders count from 0 and so do those of what stands before.
            throw new IllegalArgumentException("Received arguments with binary data can only be passed on as the first"
                    + " that have any; read them with get(index, type) to mix them with others.");
        }
        for (int i = 0; i < raw.count(); i++) {
            json.add(raw.json(i));
        }
        attachments.addAll(raw.attachments());
    }

    /**
     * Encodes one value; binary data in it is added to the attachments, as copies.
     *
     * @throws UnwritableException when it has no JSON form
     */
    String write(@Nullable Object value, List<byte[]> attachments) {
        if (value instanceof Json raw) {
            return raw.text();
        }
        try {
            return mapper.writer()
                    .withAttribute(BinaryModule.ATTACHMENTS, attachments)
                    .writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw UnwritableException.of(value, e, maxDepth);
        } catch (UnsupportedAnnotationException e) {
            throw new UnwritableException(String.valueOf(e.getMessage()), e);
        }
    }

    /** What reads and writes the values, for those who describe them. It must not be changed. */
    public ObjectMapper mapper() {
        return mapper;
    }

    /** Whether the server has JSON-B, so that its annotations are honoured. */
    public static boolean knowsJsonb() {
        return ValueMapper.knowsJsonb();
    }

    /** The reader for a type. */
    ObjectReader reader(Type type) {
        return mapper.readerFor(mapper.constructType(type));
    }

    JavaType type(Type type) {
        return mapper.constructType(type);
    }

    /** Why no value of the type can be written, as far as that can be known before there is one; empty when one can. */
    public Optional<String> problemOfWriting(Type type) {
        return new WritableTypes(mapper).problem(mapper.constructType(type));
    }

    /** Why no argument can be bound to the type; empty when one can. */
    Optional<String> problem(JavaType type) {
        return new BindableTypes(mapper).problem(type);
    }

    /**
     * Binds the value of a variable in a name.
     *
     * @throws BindingException when it is no value of that type
     */
    Object fromName(String text, Class<?> type, String variable) {
        Object value = null;
        if (!text.isBlank()
                && text.equals(text.strip())
                && !text.equals("null")) { // Jackson would take these for nothing
            try {
                value = names.convertValue(text, type);
            } catch (IllegalArgumentException e) {
                value = null;
            }
        }
        if (value == null) {
            throw new BindingException(
                    "The name's " + variable + ": expected " + nameOf(names.constructType(type)) + ".");
        }
        return value;
    }

    /**
     * Reads a value that was encoded before.
     *
     * @param what names the value in the message of the exception
     * @return null where the value is {@code null}
     * @throws io.sockee.api.RefusedException when it is no value of that type
     */
    @SuppressWarnings("unchecked") // the reader makes what it was made for; Class.cast knows no primitives
    public <T> @Nullable T read(String json, Class<T> type, String what) {
        return (T) read(reader(type), RawArguments.of(List.of(json), List.of()), 0, what);
    }

    /**
     * Binds one argument.
     *
     * @param what names the argument in the message of the exception
     * @throws BindingException when it is no value of the reader's type
     */
    Object read(ObjectReader reader, RawArguments arguments, int index, String what) {
        if (reader.getValueType().hasRawClass(Json.class)) {
            return new Json(arguments.json(index)); // as it came, to the last byte
        }
        ObjectReader prepared = arguments.attachments().isEmpty()
                ? reader
                : reader.withAttribute(BinaryModule.ATTACHMENTS, arguments.attachments());
        try {
            return prepared.readValue(arguments.json(index));
        } catch (JsonProcessingException e) {
            throw new BindingException(what + problem(e, arguments.json(index)));
        }
    }

    /** Says where the value differs and what was expected, without quoting any of it. */
    private String problem(JsonProcessingException e, String json) {
        String where = "";
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            where = mapping.getPath().stream()
                    .map(ValueCodec::step)
                    .collect(Collectors.joining("", " at ", ""))
                    .replace(" at .", " at ");
        }
        Class<?> target = targetOf(e);
        if (target == null) {
            return where + ": not valid here.";
        }
        return where + (target.isPrimitive() && isMissing(e, json) ? " is missing" : "") + ": expected "
                + nameOf(mapper.constructType(target)) + ".";
    }

    /** Whether the value is missing where the problem is; Jackson does not tell that from {@code null}. */
    private boolean isMissing(JsonProcessingException e, String json) {
        if (!(e instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
            return false;
        }
        try {
            JsonNode node = mapper.readTree(json);
            for (JsonMappingException.Reference step : mapping.getPath()) {
                node = step.getFieldName() == null ? node.path(step.getIndex()) : node.path(step.getFieldName());
            }
            return node.isMissingNode();
        } catch (JsonProcessingException unreadable) {
            return false;
        }
    }

    /** The type that a value does not fit, if that is the problem. */
    private static @Nullable Class<?> targetOf(@Nullable Throwable problem) {
        if (problem instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            return mismatch.getTargetType();
        } else if (problem instanceof InputCoercionException tooLarge) {
            return tooLarge.getTargetType();
        }
        return problem instanceof JsonMappingException ? targetOf(problem.getCause()) : null;
    }

    /** A step of a path. The keys of a map are the client's, and may be anything of any length. */
    private static String step(JsonMappingException.Reference step) {
        if (step.getFrom() instanceof Map) {
            return "[key]";
        }
        return step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName();
    }

    /** What a client is told of a type: its plain name, or the constants it may choose from. */
    static String nameOf(JavaType type) {
        Class<?> raw = type.getRawClass();
        if (raw == byte[].class || raw == ByteBuffer.class) {
            return "binary data";
        }
        if (type.isEnumType()) {
            return "one of "
                    + Arrays.stream(raw.getEnumConstants())
                            .limit(NAMED_CONSTANTS)
                            .map(constant -> ((Enum<?>) constant).name())
                            .collect(Collectors.joining(", "));
        }
        if (type.isCollectionLikeType() || type.isArrayType()) {
            return "list of " + nameOf(type.getContentType());
        }
        return type.isMapLikeType() ? "object" : raw.getSimpleName();
    }
}
