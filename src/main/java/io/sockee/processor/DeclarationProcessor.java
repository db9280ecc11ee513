package io.sockee.processor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/**
 * Checks, while an application is compiled, what its classes say to emit: {@code @Emitter}, {@code @Emits}, {@code @Publish}, {@code
 * @PublishChanges}. It looks when the other processors have made and added what they do, makes no files, and claims no annotation.
 * The start of the server checks the same.
 */
public final class DeclarationProcessor extends AbstractProcessor {
    private final Map<Object, TypeElement> declaring = new LinkedHashMap<>(); // by name, or by itself without one
    private @Nullable Report report;

    /** For the compiler. */
    public DeclarationProcessor() {}

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of(Said.EMITTER, Said.EMITS, Said.ALL_EMITS, Said.PUBLISH, Said.PUBLISH_CHANGES);
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
        super.init(environment);
        report = new Report(environment);
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        Report told = report;
        if (told == null) {
            return false;
        }
        annotations.stream()
                .flatMap(annotation -> round.getElementsAnnotatedWith(annotation).stream())
                .forEach(this::remember);
        if (round.processingOver()) {
            declaring.values().stream().map(this::asItIsNow).forEach(type -> check(type, told));
        }
        return false;
    }

    private void remember(Element element) {
        Element owner = element instanceof ExecutableElement ? element.getEnclosingElement() : element;
        if (owner instanceof TypeElement type && type.getKind() != ElementKind.ANNOTATION_TYPE) { // no stereotype
            String name = type.getQualifiedName().toString();
            declaring.putIfAbsent(name.isEmpty() ? type : name, type);
        }
    }

    /** The type with everything that other processors have made or added since it was first seen. */
    private TypeElement asItIsNow(TypeElement seen) {
        TypeElement now = processingEnv.getElementUtils().getTypeElement(seen.getQualifiedName());
        return now == null ? seen : now;
    }

    private static void check(TypeElement type, Report told) {
        if (Said.on(type, Said.EMITTER).isPresent()) {
            new EmitterCheck(told).check(type);
        }
        if (Said.on(type, Said.PUBLISH_CHANGES).isPresent()) {
            changes(type, told);
        }
        emits(type, told);
        if (Said.on(type, Said.PUBLISH).isPresent()) {
            publish(type, told);
        }
        for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
            emits(method, told);
            if (Said.on(method, Said.PUBLISH).isPresent()) {
                publish(method, told);
            }
        }
    }

    private static void emits(Element element, Report told) {
        Element owner = element instanceof ExecutableElement ? element.getEnclosingElement() : element;
        if (owner != null && Said.on(owner, Said.EMITTER).isPresent()) {
            return; // the check of the emitter has looked at it
        }
        for (AnnotationMirror said : Said.emits(element)) {
            String namespace = Said.text(said, "namespace", "/");
            if (told.names(element, said, namespace, Said.text(said, "event", ""), true)) {
                List<TypeMirror> types = Said.types(said, "type");
                for (TypeMirror type : types) {
                    told.problemOf(type).ifPresent(problem -> told.error(element, said, "type", problem));
                }
                told.event(element, said, namespace, Said.text(said, "event", ""), types);
            }
        }
    }

    private static void publish(Element element, Report told) {
        AnnotationMirror said = Said.on(element, Said.PUBLISH).orElseThrow();
        TypeMirror type = element.asType();
        if (element instanceof ExecutableElement method) {
            type = method.getReturnType();
            if (element.getModifiers().contains(Modifier.PRIVATE)
                    || element.getModifiers().contains(Modifier.STATIC)) {
                told.error(
                        element,
                        said,
                        null,
                        "a method with @Publish is neither private nor static, so that its call is seen");
                return;
            }
            Element owner = method.getEnclosingElement();
            if (element.getModifiers().contains(Modifier.ABSTRACT)
                    || (owner != null && owner.getKind() == ElementKind.INTERFACE)) {
                told.error(
                        element, said, null, "a method with @Publish has a body, in a class, so that its call is seen");
                return;
            }
            if (type.getKind() == TypeKind.VOID || told.isStage(type)) {
                told.error(element, said, null, "@Publish emits what the method returns, and it returns " + type);
                return;
            }
        }
        String namespace = Said.text(said, "namespace", "/");
        if (told.names(element, said, namespace, Said.text(said, "event", ""), false)) {
            told.problemOf(type).ifPresent(problem -> told.error(element, said, null, problem));
            told.event(element, said, namespace, Said.text(said, "event", ""), List.of(type));
        }
        new TemplateCheck(told).check(element, said, type);
    }

    private static void changes(TypeElement entity, Report told) {
        AnnotationMirror said = Said.on(entity, Said.PUBLISH_CHANGES).orElseThrow();
        if (Said.on(entity, "jakarta.persistence.Entity").isEmpty()
                && Said.on(entity, "jakarta.persistence.MappedSuperclass").isEmpty()) {
            told.error(entity, said, null, "@PublishChanges is for entities, and this is none");
            return;
        }
        String plain = entity.getSimpleName().toString();
        String event = Said.text(said, "event", Character.toLowerCase(plain.charAt(0)) + plain.substring(1));
        String namespace = Said.text(said, "namespace", "/");
        TypeMirror shown = Said.type(said, "as")
                .filter(as -> as.getKind() != TypeKind.VOID)
                .orElse(entity.asType());
        if (told.names(entity, said, namespace, event + ".created", false)) {
            told.event(entity, said, namespace, event + ".created", List.of(shown));
            told.event(entity, said, namespace, event + ".updated", List.of(shown));
        }
        if (shown != entity.asType() && !isMadeOf(shown, entity, told)) {
            told.error(
                    entity,
                    said,
                    "as",
                    "as = " + shown + ".class has no constructor with " + entity.getQualifiedName()
                            + " as its only parameter");
        }
        new TemplateCheck(told).check(entity, said, entity.asType());
    }

    private static boolean isMadeOf(TypeMirror view, TypeElement entity, Report told) {
        return view instanceof DeclaredType declared
                && ElementFilter.constructorsIn(declared.asElement().getEnclosedElements()).stream()
                        .anyMatch(constructor -> constructor.getParameters().size() == 1
                                && told.isAssignable(
                                        entity.asType(),
                                        constructor.getParameters().get(0).asType()));
    }
}
