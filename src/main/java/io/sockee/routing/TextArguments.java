package io.sockee.routing;

import io.sockee.api.RefusedException;
import io.sockee.event.EventReader;
import io.sockee.event.RawArguments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes arguments of texts, such as those of a query: a text stands for itself where the parameter is a text, an enum, a time or
 * the like, and elsewhere for the JSON that it is. What is no JSON becomes a text, so that binding says what was expected.
 */
public final class TextArguments {
    private final EventReader reader;
    private final ValueCodec codec;

    public TextArguments(EventReader reader, ValueCodec codec) {
        this.reader = reader;
        this.codec = codec;
    }

    /** One argument, the first. */
    public RawArguments bare(Route route, String text) {
        List<Parameter.Bound> expected = route.expected();
        return RawArguments.of(
                List.of(json(!expected.isEmpty() && expected.get(0).isText(), text)), List.of());
    }

    /**
     * Arguments by the names of the parameters; names that no parameter has are ignored.
     *
     * @throws RefusedException when one is missing before another that came
     */
    public RawArguments named(Route route, Map<String, String> values) {
        List<String> json = new ArrayList<>();
        for (Parameter.Bound parameter : route.expected()) {
            String text = values.get(parameter.name());
            if (text != null) {
                json.add(json(parameter.isText(), text));
            } else if (parameter.missing().isPresent()) {
                json.add("null");
            } else {
                throw parameter.isMissing(json.size());
            }
        }
        return RawArguments.of(json, List.of());
    }

    /**
     * The arguments of a JSON text: those of an array, or one.
     *
     * @throws RefusedException when it is no JSON, or nested too deep
     */
    public RawArguments ofJson(String text) {
        String json = text.strip();
        if (json.isEmpty()) {
            return RawArguments.NONE;
        }
        return reader.arguments(json.startsWith("[") ? json : "[" + json + "]", 0)
                .filter(arguments -> json.startsWith("[") || arguments.count() == 1)
                .orElseThrow(() -> new BindingException("The body is no JSON, or is nested too deep."));
    }

    private String json(boolean isText, String text) {
        boolean json = !isText
                && reader.arguments("[" + text + "]", 0)
                        .filter(arguments -> arguments.count() == 1)
                        .isPresent();
        return json ? text : codec.write(text, List.of());
    }
}
