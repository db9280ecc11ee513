package io.sockee.document;

import com.fasterxml.jackson.databind.JavaType;
import java.util.List;
import java.util.Map;

/** What a value looks like in JSON. Objects of classes have names, so that they may contain themselves. */
sealed interface Shape {

    /** One case for each kind of shape, so that none is forgotten. */
    interface Cases<T> {
        T text(Text shape);

        T numeric(Numeric shape);

        T flag(Flag flag);

        T bytes(Bytes shape);

        T anything(Anything shape);

        T oneOf(OneOf shape);

        T listOf(ListOf shape);

        T mapOf(MapOf shape);

        T ref(Ref shape);

        T maybe(Maybe shape);

        T union(Union shape);

        T kind(Kind shape);

        T restricted(Restricted shape);
    }

    /** What the case of this kind makes of it. */
    <T> T tell(Cases<T> cases);

    /**
     * Text.
     *
     * @param format as JSON Schema names it; empty for any text
     */
    record Text(String format) implements Shape {
        @Override
        public <T> T tell(Cases<T> cases) {
            return cases.text(this);
        }
    }

    /**
     * A number.
     *
     * @param bounds of the Java type, where it has some: the lowest and the highest
     */
    record Numeric(boolean whole, List<Long> bounds) implements Shape {
        @Override
        public <T> T tell(Cases<T> cases) {
            return cases.numeric(this);
        }
    }

    record Flag() implements Shape {
        @Override
        public <T> T tell(Cases<T> cases) {
            return cases.flag(this);
        }
    }

    /** Binary data: beside the JSON over a socket, Base64 text over HTTP. */
    record Bytes() implements Shape {
        @Override
        public <T> T tell(Cases<T> cases) {
            return cases.bytes(this);
        }
    }

    record Anything() implements Shape {
        @Override
        public <T> T tell(Cases<T> cases) {
            return cases.anything(this);
        }
    }

    /** One of some texts. */
    record OneOf(List<String> texts) implements Shape {
        @Override
        public <T> T tell(Cases<T> cases) {
            return cases.oneOf(this);
        }
    }

    record ListOf(Shape item) implements Shape {
        @Override
        public <T> T tell(Cases<T> cases) {
            return cases.listOf(this);
        }
    }

    record MapOf(Shape value) implements Shape {
        @Override
        public <T> T tell(Cases<T> cases) {
            return cases.mapOf(this);
        }
    }

    /** An object that is described under its key. */
    record Ref(ObjectKey key) implements Shape {
        @Override
        public <T> T tell(Cases<T> cases) {
            return cases.ref(this);
        }
    }

    /** The same, or null. */
    record Maybe(Shape shape) implements Shape {
        @Override
        public <T> T tell(Cases<T> cases) {
            return cases.maybe(this);
        }
    }

    /** One of several. */
    record Union(List<Shape> variants) implements Shape {
        @Override
        public <T> T tell(Cases<T> cases) {
            return cases.union(this);
        }
    }

    /** An object with one more property, which says of what kind it is. */
    record Kind(Shape object, String property, String text) implements Shape {
        @Override
        public <T> T tell(Cases<T> cases) {
            return cases.kind(this);
        }
    }

    /** The same with keywords of JSON Schema that its constraints come to. */
    record Restricted(Shape shape, Map<String, Object> keywords) implements Shape {
        @Override
        public <T> T tell(Cases<T> cases) {
            return cases.restricted(this);
        }
    }

    /** Whether a value is read from a client or written for it. */
    enum Direction {
        IN,
        OUT
    }

    /**
     * What names an object.
     *
     * @param checked whether its constraints count
     */
    record ObjectKey(JavaType type, Direction direction, boolean checked) {}

    /**
     * A property of an object.
     *
     * @param expected whether it is there if all is well; one that is not may also be null
     * @param required whether a value without it, or with null for it, is refused; of what is written, whether it is always there
     */
    record Property(String name, Shape shape, boolean expected, boolean required) {}
}
