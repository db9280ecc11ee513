package io.sockee.site;

/** The configuration of the sites is wrong. The message names the file, the site and the field, never a value. */
public final class SiteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SiteException(String message) {
        super(message);
    }
}
