package io.sockee.processor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Checks an emitter, and each of its methods. */
final class EmitterCheck {
    private static final String ADDRESSED = "io.sockee.api.Addressed";

    private final Report report;

    EmitterCheck(Report report) {
        this.report = report;
    }

    void check(TypeElement emitter) {
        AnnotationMirror said = Said.on(emitter, Said.EMITTER).orElseThrow();
        if (emitter.getKind() != ElementKind.INTERFACE) {
            report.error(emitter, said, null, "only an interface can be an emitter");
            return;
        }
        if (!emitter.getModifiers().contains(Modifier.PUBLIC)) {
            report.error(emitter, said, null, "an emitter must be public to be called");
        }
        if (!emitter.getTypeParameters().isEmpty()) {
            report.error(
                    emitter, said, null, "an emitter cannot have type parameters: what it emits would not be known");
        }
        if (!Said.emits(emitter).isEmpty()) {
            report.error(emitter, Said.emits(emitter).get(0), null, "the methods of an emitter say what it emits");
        }
        String namespace = Said.text(said, "namespace", "/");
        boolean fits = report.names(emitter, said, namespace, "any", false);
        Map<String, ExecutableElement> known = new HashMap<>();
        List<ExecutableElement> methods = new ArrayList<>();
        addMethods(emitter, methods);
        for (ExecutableElement method : methods) {
            boolean overridden = methods.stream().anyMatch(other -> report.overrides(other, method, emitter));
            if (method.getModifiers().contains(Modifier.ABSTRACT) && !overridden && !isNarrowing(emitter, method)) {
                check(emitter, method, namespace, fits, known);
            }
        }
    }

    /** Adds the methods of an interface and of those that it extends, each once. */
    private static void addMethods(TypeElement type, List<ExecutableElement> methods) {
        for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
            if (!methods.contains(method)) {
                methods.add(method);
            }
        }
        for (TypeMirror above : type.getInterfaces()) {
            if (above instanceof DeclaredType declared && !Said.isOf(above, ADDRESSED)) {
                addMethods((TypeElement) declared.asElement(), methods);
            }
        }
    }

    /** Whether a method declares one of {@code Addressed} again. */
    private static boolean isNarrowing(TypeElement emitter, ExecutableElement method) {
        return emitter.getInterfaces().stream().anyMatch(above -> Said.isOf(above, ADDRESSED))
                && List.of("to", "toUser", "except", "ifWritable", "compress", "local")
                        .contains(method.getSimpleName().toString())
                && Said.isOf(method.getReturnType(), emitter.getQualifiedName().toString());
    }

    private void check(
            TypeElement emitter,
            ExecutableElement method,
            String namespace,
            boolean fits,
            Map<String, ExecutableElement> known) {
        // What stands in another source file than the emitter's, or in none, is told at the emitter.
        Element place = emitter.equals(method.getEnclosingElement()) ? method : emitter;
        List<AnnotationMirror> names = Said.emits(method);
        AnnotationMirror said = names.isEmpty() || place != method ? null : names.get(0);
        if (names.size() > 1) {
            report.error(place, said, null, "a method emits one event, so that it has one @Emits at most");
            return;
        }
        if (said != null
                && (!Said.types(said, "type").isEmpty()
                        || !Said.text(said, "namespace", "/").equals("/"))) {
            report.error(
                    place,
                    said,
                    null,
                    "@Emits gives a method of an emitter a name alone: its types are those of the parameters, and the"
                            + " namespace is the emitter's");
        }
        if (!method.getTypeParameters().isEmpty()) {
            report.error(place, said, null, "a method with type parameters does not say what it emits");
            return;
        }
        String event = names.isEmpty() ? method.getSimpleName().toString() : Said.text(names.get(0), "event", "");
        Optional<String> returned = wrongReturn(method);
        returned.ifPresent(problem -> report.error(place, null, null, problem));
        boolean asks = method.getReturnType().getKind() != TypeKind.VOID;
        List<? extends VariableElement> parameters = asks
                        && !method.getParameters().isEmpty()
                ? method.getParameters().subList(1, method.getParameters().size())
                : method.getParameters();
        for (VariableElement parameter : parameters) {
            report.problemOf(parameter.asType())
                    .ifPresent(problem -> report.error(place == method ? parameter : place, null, null, problem));
        }
        if (!report.names(place, said, "/", event, false) || !fits) {
            return;
        }
        ExecutableElement other = known.putIfAbsent(event, method);
        if (other != null) {
            report.error(
                    place,
                    said,
                    "event",
                    "the event '" + event + "' is emitted by " + other + ", too; give one of them another name by"
                            + " @Emits(event = \"…\")");
        } else {
            report.event(
                    place,
                    said,
                    namespace,
                    event,
                    parameters.stream().map(VariableElement::asType).toList());
        }
    }

    private static Optional<String> wrongReturn(ExecutableElement method) {
        TypeMirror type = method.getReturnType();
        if (type.getKind() == TypeKind.VOID) {
            return Optional.empty();
        }
        boolean answers = Said.isOf(type, "java.util.concurrent.CompletionStage")
                && type instanceof DeclaredType stage
                && stage.getTypeArguments().size() == 1
                && Said.isOf(stage.getTypeArguments().get(0), "io.sockee.api.BroadcastAnswers");
        if (!answers) {
            return Optional.of(
                    "a method of an emitter returns void, or a CompletionStage<BroadcastAnswers> to ask for answers,"
                            + " and not a " + type);
        }
        return !method.getParameters().isEmpty()
                        && Said.isOf(method.getParameters().get(0).asType(), "java.time.Duration")
                ? Optional.empty()
                : Optional.of(
                        "a method that asks for answers has the java.time.Duration to wait as its first parameter");
    }
}
