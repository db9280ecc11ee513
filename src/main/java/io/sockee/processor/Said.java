package io.sockee.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** What annotations in sources say. By their names: the compiler need not load them. */
final class Said {
    static final String EMITTER = "io.sockee.api.Emitter";
    static final String EMITS = "io.sockee.api.Emits";
    static final String ALL_EMITS = "io.sockee.api.Emits.All";
    static final String PUBLISH = "io.sockee.api.Publish";
    static final String PUBLISH_CHANGES = "io.sockee.api.PublishChanges";

    private Said() {}

    /** The annotation of an element's own. */
    static Optional<AnnotationMirror> on(Element element, String annotation) {
        for (AnnotationMirror one : element.getAnnotationMirrors()) {
            if (((TypeElement) one.getAnnotationType().asElement())
                    .getQualifiedName()
                    .contentEquals(annotation)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    /** Each {@code @Emits} of an element, also where it has several. */
    static List<AnnotationMirror> emits(Element element) {
        List<AnnotationMirror> found = new ArrayList<>();
        on(element, EMITS).ifPresent(found::add);
        on(element, ALL_EMITS)
                .flatMap(all -> value(all, "value"))
                .ifPresent(all -> ((List<?>) all.getValue())
                        .forEach(one -> found.add((AnnotationMirror) ((AnnotationValue) one).getValue())));
        return found;
    }

    /** A value that stands in the source. */
    static Optional<AnnotationValue> value(AnnotationMirror annotation, String name) {
        for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> one :
                annotation.getElementValues().entrySet()) {
            if (one.getKey().getSimpleName().contentEquals(name)) {
                return Optional.of(one.getValue());
            }
        }
        return Optional.empty();
    }

    /** A text; another one where none, or an empty one, is given. */
    static String text(AnnotationMirror annotation, String name, String otherwise) {
        return value(annotation, name)
                .map(AnnotationValue::getValue)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(text -> !text.isEmpty())
                .orElse(otherwise);
    }

    static Optional<TypeMirror> type(AnnotationMirror annotation, String name) {
        return value(annotation, name)
                .map(AnnotationValue::getValue)
                .filter(TypeMirror.class::isInstance)
                .map(TypeMirror.class::cast);
    }

    /** Texts, of which one may stand without braces. */
    static List<String> texts(AnnotationMirror annotation, String name) {
        return all(annotation, name).stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }

    static List<TypeMirror> types(AnnotationMirror annotation, String name) {
        return all(annotation, name).stream()
                .filter(TypeMirror.class::isInstance)
                .map(TypeMirror.class::cast)
                .toList();
    }

    private static List<Object> all(AnnotationMirror annotation, String name) {
        List<Object> found = new ArrayList<>();
        value(annotation, name).map(AnnotationValue::getValue).ifPresent(value -> {
            if (value instanceof List<?> several) {
                several.forEach(one -> found.add(((AnnotationValue) one).getValue()));
            } else {
                found.add(value);
            }
        });
        return found;
    }

    static boolean isOf(TypeMirror type, String name) {
        return type instanceof DeclaredType declared
                && declared.asElement() instanceof TypeElement element
                && element.getQualifiedName().contentEquals(name);
    }
}
