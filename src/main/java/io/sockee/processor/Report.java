package io.sockee.processor;

import io.sockee.declaration.Rules;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/** The events of one compilation as far as they have been seen, and the errors, each where it is in the source. */
final class Report {

    /** An event that has been declared. */
    private record Known(Element where, String types) {}

    private final Messager messager;
    private final Elements elements;
    private final Types types;
    private final Map<String, Known> events = new HashMap<>();

    Report(ProcessingEnvironment environment) {
        messager = environment.getMessager();
        elements = environment.getElementUtils();
        types = environment.getTypeUtils();
    }

    /**
     * Tells of an error.
     *
     * @param value the name of the annotation's value that is wrong; null for the annotation
     */
    void error(Element element, @Nullable AnnotationMirror said, @Nullable String value, String problem) {
        String text = Character.toUpperCase(problem.charAt(0)) + problem.substring(1) + ".";
        AnnotationValue place =
                said == null || value == null ? null : Said.value(said, value).orElse(null);
        if (place != null) {
            messager.printMessage(Diagnostic.Kind.ERROR, text, element, said, place);
        } else if (said != null) {
            messager.printMessage(Diagnostic.Kind.ERROR, text, element, said);
        } else {
            messager.printMessage(Diagnostic.Kind.ERROR, text, element);
        }
    }

    /** Whether the names are such as can be emitted; tells of it when they are not. */
    boolean names(Element element, @Nullable AnnotationMirror said, String namespace, String event, boolean pattern) {
        Optional<String> wrong = Rules.name(event, pattern);
        wrong.ifPresent(problem -> error(element, said, "event", problem));
        Optional<String> elsewhere = Rules.namespace(namespace, pattern);
        elsewhere.ifPresent(problem -> error(element, said, "namespace", problem));
        return wrong.isEmpty() && elsewhere.isEmpty();
    }

    /** An event has been declared; tells when it was declared with other arguments before. */
    void event(
            Element element,
            @Nullable AnnotationMirror said,
            String namespace,
            String event,
            List<? extends TypeMirror> arguments) {
        String shape = arguments.stream().map(this::plain).collect(Collectors.joining(", ", "(", ")"));
        Known before = events.putIfAbsent(namespace + '\n' + event, new Known(element, shape));
        if (before != null && !before.where().equals(element) && !before.types().equals(shape)) {
            error(
                    element,
                    said,
                    "event",
                    "the event '" + event + "' of the namespace " + namespace + " is emitted with " + shape
                            + ", but by "
                            + describe(before.where()) + " with " + before.types()
                            + "; clients could not tell them apart");
        }
    }

    private static String describe(Element element) {
        return element instanceof TypeElement
                ? element.toString()
                : element.getEnclosingElement() + "." + element.getSimpleName();
    }

    private String plain(TypeMirror type) {
        TypeMirror boxed = type instanceof PrimitiveType primitive
                ? types.boxedClass(primitive).asType()
                : type;
        return boxed instanceof DeclaredType declared ? name(declared) : boxed.toString();
    }

    /** The name of a type with its arguments, without annotations. */
    private String name(DeclaredType type) {
        String plain = ((TypeElement) type.asElement()).getQualifiedName().toString();
        return type.getTypeArguments().isEmpty()
                ? plain
                : plain + type.getTypeArguments().stream().map(this::plain).collect(Collectors.joining(", ", "<", ">"));
    }

    // --- Types -----------------------------------------------------------------------------------------------------

    boolean isStage(TypeMirror type) {
        TypeElement stage = elements.getTypeElement("java.util.concurrent.CompletionStage");
        return stage != null && types.isAssignable(types.erasure(type), types.erasure(stage.asType()));
    }

    boolean overrides(ExecutableElement method, ExecutableElement above, TypeElement in) {
        return elements.overrides(method, above, in);
    }

    boolean isAssignable(TypeMirror from, TypeMirror to) {
        return types.isAssignable(from, to);
    }

    /** Whether a name can be made of values of the type. */
    boolean makesNames(TypeMirror type) {
        if (type.getKind().isPrimitive()) {
            return true;
        }
        TypeMirror plain = types.erasure(type);
        return List.of(
                        "java.lang.CharSequence",
                        "java.lang.Number",
                        "java.lang.Boolean",
                        "java.lang.Character",
                        "java.util.UUID",
                        "java.lang.Enum")
                .stream()
                .map(elements::getTypeElement)
                .anyMatch(known -> known != null && types.isAssignable(plain, types.erasure(known.asType())));
    }

    /** Why values of a type cannot be sent, as far as its declaration tells. */
    Optional<String> problemOf(TypeMirror type) {
        return problemOf(type, new HashSet<>());
    }

    private Optional<String> problemOf(TypeMirror type, Set<String> seen) {
        if (type instanceof ArrayType array) {
            return problemOf(array.getComponentType(), seen);
        } else if (type instanceof WildcardType some) {
            return some.getExtendsBound() == null ? Optional.empty() : problemOf(some.getExtendsBound(), seen);
        } else if (type.getKind() == TypeKind.TYPEVAR) {
            return Optional.of("the type parameter " + type + " does not say what is emitted");
        } else if (!(type instanceof DeclaredType declared) || !seen.add(name(declared))) {
            return Optional.empty();
        }
        DeclaredType declared = (DeclaredType) type;
        TypeElement element = (TypeElement) declared.asElement();
        Optional<String> wrong = Rules.type(element.getQualifiedName().toString());
        for (TypeMirror argument : declared.getTypeArguments()) {
            wrong = wrong.isPresent() ? wrong : problemOf(argument, seen);
        }
        if (element.getKind() == ElementKind.RECORD
                && element.getTypeParameters().isEmpty()) {
            for (var component : ElementFilter.recordComponentsIn(element.getEnclosedElements())) {
                wrong = wrong.isPresent() ? wrong : problemOf(component.asType(), seen);
            }
        }
        return wrong;
    }
}
