package io.sockee.guide.app;

/** Checked, and rolls back all the same. */
public class SoldOutException extends Exception {
    private static final long serialVersionUID = 1L;

    public SoldOutException(String item) {
        super("There is not enough of " + item + ".");
    }
}
