package io.sockee.processor;

import io.sockee.declaration.Rules;
import io.sockee.declaration.Template;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Checks names of rooms and users against the properties of the value that they are made of. */
final class TemplateCheck {
    private final Report report;

    TemplateCheck(Report report) {
        this.report = report;
    }

    /** Checks those of an annotation, and tells of what is wrong. */
    void check(Element element, AnnotationMirror said, TypeMirror value) {
        Said.texts(said, "to")
                .forEach(text -> problem(value, text).ifPresent(wrong -> report.error(element, said, "to", wrong)));
        String user = Said.text(said, "toUser", "");
        if (!user.isEmpty()) {
            problem(value, user).ifPresent(wrong -> report.error(element, said, "toUser", wrong));
        }
    }

    private Optional<String> problem(TypeMirror value, String text) {
        Template template;
        try {
            template = Template.parse(text);
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
        for (List<String> path : template.paths()) {
            Optional<String> wrong = problem(value, template, path);
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    private Optional<String> problem(TypeMirror value, Template template, List<String> path) {
        TypeMirror owner = value;
        for (int i = 0; i < path.size(); i++) {
            Optional<TypeMirror> next = property(owner, path.get(i), i == 0);
            if (next.isEmpty()) {
                return Optional.of(
                        Rules.unknownProperty(template.text(), path.get(i), String.valueOf(owner), names(owner)));
            }
            owner = next.get();
        }
        return report.makesNames(owner)
                ? Optional.empty()
                : Optional.of(Rules.unfitProperty(template.text(), String.join(".", path), String.valueOf(owner)));
    }

    /**
     * The type of a property.
     *
     * @param fields whether a field, or a private method, will do
     */
    private Optional<TypeMirror> property(TypeMirror type, String name, boolean fields) {
        if (!(type instanceof DeclaredType declared) || !(declared.asElement() instanceof TypeElement element)) {
            return Optional.empty();
        }
        String capital = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        for (String accessor : List.of(name, "get" + capital, "is" + capital)) {
            for (ExecutableElement method : ElementFilter.methodsIn(element.getEnclosedElements())) {
                if (method.getSimpleName().contentEquals(accessor)
                        && isAccessor(method)
                        && (fields || !method.getModifiers().contains(Modifier.PRIVATE))
                        && isOpen(element, method)) {
                    return Optional.of(method.getReturnType());
                }
            }
        }
        if (fields) {
            for (VariableElement field : ElementFilter.fieldsIn(element.getEnclosedElements())) {
                if (field.getSimpleName().contentEquals(name)
                        && !field.getModifiers().contains(Modifier.STATIC)
                        && isOpen(element, field)) {
                    return Optional.of(field.asType());
                }
            }
        }
        Optional<TypeMirror> above = property(element.getSuperclass(), name, fields);
        for (TypeMirror one : element.getInterfaces()) {
            above = above.isPresent() ? above : property(one, name, false);
        }
        return above;
    }

    /** Whether the server may read a member: of Java's own classes, public ones alone. */
    private static boolean isOpen(TypeElement owner, Element member) {
        return member.getModifiers().contains(Modifier.PUBLIC)
                || !owner.getQualifiedName().toString().startsWith("java.");
    }

    private static boolean isAccessor(ExecutableElement method) {
        return method.getParameters().isEmpty()
                && method.getReturnType().getKind() != TypeKind.VOID
                && !method.getModifiers().contains(Modifier.STATIC)
                && !String.valueOf(method.getEnclosingElement()).equals("java.lang.Object");
    }

    /** The names of the properties that make a name. */
    private Set<String> names(TypeMirror type) {
        Set<String> names = new TreeSet<>();
        TypeMirror owner = type;
        while (owner instanceof DeclaredType declared && declared.asElement() instanceof TypeElement element) {
            for (VariableElement field : ElementFilter.fieldsIn(element.getEnclosedElements())) {
                if (!field.getModifiers().contains(Modifier.STATIC) && report.makesNames(field.asType())) {
                    names.add(field.getSimpleName().toString());
                }
            }
            for (ExecutableElement method : ElementFilter.methodsIn(element.getEnclosedElements())) {
                String name = method.getSimpleName().toString();
                if (name.matches("get\\p{Lu}.*") && isAccessor(method) && report.makesNames(method.getReturnType())) {
                    names.add(Character.toLowerCase(name.charAt(3)) + name.substring(4));
                }
            }
            owner = element.getSuperclass();
        }
        return names;
    }
}
