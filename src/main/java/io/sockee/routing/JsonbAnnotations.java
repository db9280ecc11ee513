package io.sockee.routing;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.PropertyName;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedField;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedMethod;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.introspect.VisibilityChecker;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.jsontype.TypeResolverBuilder;
import com.fasterxml.jackson.databind.jsontype.impl.StdTypeResolverBuilder;
import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbDateFormat;
import jakarta.json.bind.annotation.JsonbNumberFormat;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.json.bind.annotation.JsonbTransient;
import jakarta.json.bind.annotation.JsonbTypeAdapter;
import jakarta.json.bind.annotation.JsonbTypeDeserializer;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import jakarta.json.bind.annotation.JsonbTypeSerializer;
import jakarta.json.bind.annotation.JsonbVisibility;
import java.lang.annotation.Annotation;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * The annotations of Jakarta JSON Binding 3.0, for Jackson, whose own annotations come first. One that cannot be honoured throws
 * {@link UnsupportedAnnotationException} when its class is looked at, so that nothing is written in another form than its
 * class asks for.
 */
final class JsonbAnnotations extends NopAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    private static final List<Class<? extends Annotation>> REFUSED =
            List.of(JsonbTypeSerializer.class, JsonbTypeDeserializer.class, JsonbVisibility.class);

    @Override
    public Version version() {
        return Version.unknownVersion();
    }

    // What there is

    @Override
    public boolean hasIgnoreMarker(AnnotatedMember member) {
        refuse(member, describe(member));
        if (!_hasAnnotation(member, JsonbTransient.class)) {
            return false;
        }
        return !(member instanceof AnnotatedMethod method) || !oneWay(method);
    }

    @Override
    public JsonProperty.@Nullable Access findPropertyAccess(Annotated annotated) {
        if (annotated instanceof AnnotatedMethod method
                && _hasAnnotation(method, JsonbTransient.class)
                && oneWay(method)) {
            return method.getParameterCount() == 0
                    ? JsonProperty.Access.WRITE_ONLY // it may come in, and never goes out
                    : JsonProperty.Access.READ_ONLY;
        }
        return null;
    }

    /** Whether the property has another accessor that is not transient: then only one direction is closed. */
    private static boolean oneWay(AnnotatedMethod method) {
        return Accessors.other(method.getAnnotated())
                .filter(other -> !other.isAnnotationPresent(JsonbTransient.class))
                .isPresent();
    }

    @Override
    public VisibilityChecker<?> findAutoDetectVisibility(AnnotatedClass type, VisibilityChecker<?> checker) {
        Package around = type.getRawType().getPackage();
        refuse(type, type.getName());
        if (around != null && around.isAnnotationPresent(JsonbVisibility.class)) {
            throw unsupported("The package " + around.getName(), JsonbVisibility.class);
        }
        return checker;
    }

    private void refuse(Annotated annotated, String where) {
        for (Class<? extends Annotation> type : REFUSED) {
            if (_hasAnnotation(annotated, type)) {
                throw unsupported(where, type);
            }
        }
    }

    private static UnsupportedAnnotationException unsupported(String where, Class<? extends Annotation> type) {
        return new UnsupportedAnnotationException(where + " has @" + type.getSimpleName()
                + ", which is not honoured here: use @JsonbTypeAdapter, or an annotation of Jackson's");
    }

    private static String describe(AnnotatedMember member) {
        return member.getDeclaringClass().getName() + "." + member.getName();
    }

    // Names and order

    @Override
    public @Nullable PropertyName findNameForSerialization(Annotated annotated) {
        return annotated instanceof AnnotatedField field && !Accessors.isRead(field.getAnnotated())
                ? null
                : name(annotated);
    }

    @Override
    public @Nullable PropertyName findNameForDeserialization(Annotated annotated) {
        if (annotated instanceof AnnotatedParameter parameter) {
            refuse(parameter, "A parameter of " + parameter.getDeclaringClass().getName());
        }
        return annotated instanceof AnnotatedField field && !Accessors.isWritten(field.getAnnotated())
                ? null
                : name(annotated);
    }

    private @Nullable PropertyName name(Annotated annotated) {
        JsonbProperty said = _findAnnotation(annotated, JsonbProperty.class);
        if (said == null) {
            return null;
        }
        return said.value().isEmpty() ? PropertyName.USE_DEFAULT : PropertyName.construct(said.value());
    }

    @Override
    public String @Nullable [] findSerializationPropertyOrder(AnnotatedClass type) {
        JsonbPropertyOrder said = _findAnnotation(type, JsonbPropertyOrder.class);
        return said == null ? null : said.value();
    }

    @Override
    public JsonCreator.@Nullable Mode findCreatorAnnotation(MapperConfig<?> config, Annotated annotated) {
        return _hasAnnotation(annotated, JsonbCreator.class) ? JsonCreator.Mode.PROPERTIES : null;
    }

    // Forms of values

    @Override
    public JsonFormat.@Nullable Value findFormat(Annotated annotated) {
        if (!TimeModule.isTime(ValueAnnotations.valueType(annotated))) {
            return null;
        }
        JsonbDateFormat said = inForce(annotated, JsonbDateFormat.class);
        if (said == null) {
            return null;
        }
        if (said.value().equals(JsonbDateFormat.TIME_IN_MILLIS)) {
            return JsonFormat.Value.forShape(JsonFormat.Shape.NUMBER)
                    .withoutFeature(JsonFormat.Feature.WRITE_DATE_TIMESTAMPS_AS_NANOSECONDS)
                    .withoutFeature(JsonFormat.Feature.READ_DATE_TIMESTAMPS_AS_NANOSECONDS);
        }
        JsonFormat.Value format = JsonFormat.Value.forShape(JsonFormat.Shape.STRING);
        if (!said.value().equals(JsonbDateFormat.DEFAULT_FORMAT)) {
            format = format.withPattern(said.value());
        }
        Locale locale = locale(said.locale());
        if (locale != null) {
            format = format.withLocale(locale);
        }
        // A pattern asks for a day and an hour; an instant has them in a zone only (JSON-B 3.0, 3.5: UTC).
        return ValueAnnotations.valueType(annotated) == Instant.class
                ? format.withTimeZone(TimeZone.getTimeZone("UTC"))
                : format;
    }

    private static @Nullable Locale locale(String said) {
        return said.equals(JsonbDateFormat.DEFAULT_LOCALE) ? null : Locale.forLanguageTag(said.replace('_', '-'));
    }

    @Override
    public @Nullable Object findSerializer(Annotated annotated) {
        JsonbNumbers numbers = numbers(annotated);
        return numbers == null ? null : numbers.serializer();
    }

    @Override
    public @Nullable Object findDeserializer(Annotated annotated) {
        JsonbNumbers numbers = numbers(annotated);
        return numbers == null ? null : numbers.deserializer(ValueAnnotations.valueType(annotated));
    }

    private @Nullable JsonbNumbers numbers(Annotated annotated) {
        if (!TextNumberDeserializer.suits(ValueAnnotations.valueType(annotated))) {
            return null;
        }
        JsonbNumberFormat said = inForce(annotated, JsonbNumberFormat.class);
        return said == null ? null : new JsonbNumbers(said.value(), locale(said.locale()));
    }

    /** What a member says, else its class, else its package. */
    private <A extends Annotation> @Nullable A inForce(Annotated annotated, Class<A> type) {
        A said = _findAnnotation(annotated, type);
        if (said != null || !(annotated instanceof AnnotatedMember member)) {
            return said;
        }
        Class<?> declaring = member.getDeclaringClass();
        A ofClass = declaring.getAnnotation(type);
        Package around = declaring.getPackage();
        return ofClass != null || around == null ? ofClass : around.getAnnotation(type);
    }

    @Override
    public @Nullable Object findSerializationConverter(Annotated annotated) {
        JsonbTypeAdapter said = _findAnnotation(annotated, JsonbTypeAdapter.class);
        return said == null ? null : AdapterConverter.toJson(said.value());
    }

    @Override
    public @Nullable Object findDeserializationConverter(Annotated annotated) {
        JsonbTypeAdapter said = _findAnnotation(annotated, JsonbTypeAdapter.class);
        return said == null ? null : AdapterConverter.fromJson(said.value());
    }

    // Kinds of a type

    @Override
    public @Nullable TypeResolverBuilder<?> findTypeResolver(
            MapperConfig<?> config, AnnotatedClass type, JavaType base) {
        JsonbTypeInfo said = _findAnnotation(type, JsonbTypeInfo.class);
        return said == null
                ? null
                : new StdTypeResolverBuilder()
                        .init(
                                JsonTypeInfo.Value.construct(
                                        JsonTypeInfo.Id
                                                .NAME, // only those that are named, and no class of a client's choice
                                        JsonTypeInfo.As.PROPERTY,
                                        said.key(),
                                        null,
                                        false,
                                        null,
                                        null),
                                null);
    }

    @Override
    public @Nullable List<NamedType> findSubtypes(Annotated annotated) {
        JsonbTypeInfo said = _findAnnotation(annotated, JsonbTypeInfo.class);
        return said == null
                ? null
                : Arrays.stream(said.value())
                        .map(subtype -> new NamedType(subtype.type(), subtype.alias()))
                        .toList();
    }
}
