package io.sockee.metrics;

/**
 * What tells samples of one metric apart: names and values, in the order in which they were given. Immutable.
 *
 * @param inner names and values as they are written, without braces
 */
public record Labels(String inner) {
    /** No labels. */
    public static final Labels NONE = new Labels("");

    /** One label. */
    public static Labels of(String name, String value) {
        return NONE.and(name, value);
    }

    /**
     * One more label.
     *
     * @param value any text. Values of which clients determine how many there are do not belong here
     */
    public Labels and(String name, String value) {
        String label = name + "=\"" + Exposition.escaped(value, true) + '"';
        return new Labels(inner.isEmpty() ? label : inner + ',' + label);
    }

    String text() {
        return inner.isEmpty() ? "" : '{' + inner + '}';
    }
}
