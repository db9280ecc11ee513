package io.sockee.routing;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import java.time.Year;

/** Makes Jackson's mappers with the rules for values that the guide's page on arguments tells. */
final class ValueMapper {
    private static final String JSONB = "jakarta.json.bind.annotation.JsonbProperty";
    private static final String JSONP = "jakarta.json.JsonValue";

    private ValueMapper() {}

    /** What reads and writes values. */
    static ObjectMapper of(int maxDepth) {
        JsonMapper.Builder mapper = JsonMapper.builder(ValueJsonFactory.of(maxDepth))
                .addModules(
                        new JavaTimeModule(),
                        new Jdk8Module(),
                        new ParameterNamesModule(),
                        new BinaryModule(),
                        new TimeModule(),
                        new FractionModule())
                .annotationIntrospector(annotations());
        if (isThere(JSONP)) {
            mapper.addModule(new JsonpModule());
        }
        keepDigits(mapper);
        writeTimesAsText(mapper);
        guessNothing(mapper);
        setWhatIsOpenOnly(mapper);
        return mapper.disable(
                        SerializationFeature.FAIL_ON_EMPTY_BEANS,
                        SerializationFeature.FAIL_ON_SELF_REFERENCES) // found, as all cycles, by their depth
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    /** What binds the variables of names. Their values are always texts, even where a number is meant. */
    static ObjectMapper ofNames() {
        return JsonMapper.builder()
                .addModules(new JavaTimeModule(), new Jdk8Module(), new ParameterNamesModule())
                .enable(
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .build();
    }

    private static AnnotationIntrospector annotations() {
        AnnotationIntrospector jackson = new ValueAnnotations();
        return knowsJsonb() ? AnnotationIntrospector.pair(jackson, new JsonbAnnotations()) : jackson;
    }

    static boolean knowsJsonb() {
        return isThere(JSONB);
    }

    /** Whether the server has an API. If it has not, no class of the application can use it either. */
    private static boolean isThere(String type) {
        try {
            Class<?> unused = Class.forName(type, false, ValueMapper.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static void keepDigits(JsonMapper.Builder mapper) {
        mapper.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(JsonNodeFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);
    }

    private static void writeTimesAsText(JsonMapper.Builder mapper) {
        mapper.disable(
                        SerializationFeature.WRITE_DATES_AS_TIMESTAMPS,
                        SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .withConfigOverride(
                        Year.class, year -> year.setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.STRING)));
    }

    private static void guessNothing(JsonMapper.Builder mapper) {
        mapper.enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        texts -> texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail));
    }

    /** A client sets only what is open: by a constructor, a public setter, a public field; not a field that only has a getter. */
    private static void setWhatIsOpenOnly(JsonMapper.Builder mapper) {
        mapper.disable(
                        MapperFeature.INFER_PROPERTY_MUTATORS,
                        MapperFeature.ALLOW_FINAL_FIELDS_AS_MUTATORS,
                        MapperFeature.USE_GETTERS_AS_SETTERS)
                .visibility(PropertyAccessor.SETTER, JsonAutoDetect.Visibility.PUBLIC_ONLY);
    }
}
