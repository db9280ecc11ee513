package io.sockee.routing;

import io.sockee.api.Arguments;
import io.sockee.event.RawArguments;

/** The arguments of an event, as controllers get them. */
public final class BindableArguments implements Arguments {
    private final RawArguments arguments;
    private final ValueCodec codec;

    public BindableArguments(RawArguments arguments, ValueCodec codec) {
        this.arguments = arguments;
        this.codec = codec;
    }

    RawArguments arguments() {
        return arguments;
    }

    @Override
    public int size() {
        return arguments.count();
    }

    @Override
    public String json(int index) {
        checkIndex(index);
        return arguments.json(index);
    }

    @Override
    @SuppressWarnings("unchecked") // the reader makes what it was made for; Class.cast knows no primitives
    public <T> T get(int index, Class<T> type) {
        checkIndex(index);
        return (T) codec.read(codec.reader(type), arguments, index, "Argument " + (index + 1));
    }

    /** All but the first ones, of which there have to be so many. */
    public BindableArguments skip(int count) {
        return new BindableArguments(arguments.skip(count), codec);
    }

    /** A part of the argument at a position from 0, bound to a type; the part is named by a JSON pointer. */
    @SuppressWarnings("unchecked")
    public <T> T get(int index, String pointer, Class<T> type) {
        checkIndex(index);
        return (T) codec.read(codec.reader(type).at(pointer), arguments, index, "Argument " + (index + 1));
    }

    private void checkIndex(int index) {
        if (index < 0 || index >= size()) {
            throw new BindingException("Argument " + (index + 1) + " is missing: " + size() + " came.");
        }
    }
}
