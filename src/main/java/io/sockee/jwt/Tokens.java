package io.sockee.jwt;

/** Tells tokens apart by their form, without the library that reads them. */
public final class Tokens {
    private Tokens() {}

    /** Whether a text has the form of a JSON Web Token; tokens of Sockee's own have another. */
    public static boolean isToken(String text) {
        return text.startsWith("ey") && text.indexOf('.') > 0;
    }
}
