package io.sockee.site;

/** What is configured of the sites cannot be. The message names the file, the site and the field, never a value. */
public final class SiteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SiteException(String message) {
        super(message);
    }
}
