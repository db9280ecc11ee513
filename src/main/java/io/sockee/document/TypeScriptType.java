package io.sockee.document;

import io.sockee.document.Shape.Direction;
import io.sockee.document.Shape.ObjectKey;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes one type, with the names of objects. */
record TypeScriptType(Function<ObjectKey, String> names, Direction direction) implements Shape.Cases<String> {

    @Override
    public String text(Shape.Text shape) {
        return "string";
    }

    @Override
    public String numeric(Shape.Numeric number) {
        return "number";
    }

    @Override
    public String flag(Shape.Flag flag) {
        return "boolean";
    }

    @Override
    public String bytes(Shape.Bytes shape) {
        return direction == Direction.IN ? "ArrayBuffer | Uint8Array" : "ArrayBuffer";
    }

    @Override
    public String anything(Shape.Anything shape) {
        return "any";
    }

    @Override
    public String oneOf(Shape.OneOf shape) {
        return shape.texts().stream().map(TypeScriptName::quoted).collect(Collectors.joining(" | "));
    }

    @Override
    public String listOf(Shape.ListOf shape) {
        return "Array<" + shape.item().tell(this) + ">";
    }

    @Override
    public String mapOf(Shape.MapOf shape) {
        return "Record<string, " + shape.value().tell(this) + ">";
    }

    @Override
    public String ref(Shape.Ref shape) {
        return names.apply(shape.key());
    }

    @Override
    public String maybe(Shape.Maybe shape) {
        return shape.shape().tell(this) + " | null";
    }

    @Override
    public String union(Shape.Union shape) {
        return shape.variants().stream().map(one -> one.tell(this)).collect(Collectors.joining(" | "));
    }

    @Override
    public String kind(Shape.Kind shape) {
        return "(" + shape.object().tell(this) + " & { " + TypeScriptName.ofProperty(shape.property()) + ": "
                + TypeScriptName.quoted(shape.text()) + " })";
    }

    @Override
    public String restricted(Shape.Restricted shape) {
        return shape.shape().tell(this);
    }
}
