package io.sockee.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether a request's media types can be read (RFC 9110, sections 8.3 and 12.5.1), whatever they say. JAX-RS asks the same of
 * {@code Content-Type} and {@code Accept}, and writes what it cannot read into the log, with where it failed. Parameters it reads
 * in any form.
 */
final class MediaTypes {
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]++";
    private static final Pattern TYPE = Pattern.compile(TOKEN + "/" + TOKEN);

    private MediaTypes() {}

    /** What is wrong with those of a request, if anything is. */
    static Optional<String> fault(HttpServletRequest request) {
        List<String> types = Collections.list(request.getHeaders("Content-Type"));
        if (types.size() > 1 || !types.stream().allMatch(MediaTypes::isType)) {
            return Optional.of("The Content-Type is not well-formed.");
        }
        return Collections.list(request.getHeaders("Accept")).stream().allMatch(MediaTypes::areRanges)
                ? Optional.empty()
                : Optional.of("The Accept is not well-formed.");
    }

    /** Whether it is a type and a subtype, and whatever parameters. */
    static boolean isType(String value) {
        return TYPE.matcher(withoutParameters(value)).matches();
    }

    /** Whether it is a list of such, or of stars alone, as Java's own client sends one. */
    static boolean areRanges(String value) {
        return Arrays.stream(value.split(",", -1))
                .map(MediaTypes::withoutParameters)
                .allMatch(type ->
                        type.isEmpty() || type.equals("*") || TYPE.matcher(type).matches());
    }

    private static String withoutParameters(String value) {
        int parameters = value.indexOf(';');
        return (parameters < 0 ? value : value.substring(0, parameters)).strip();
    }
}
