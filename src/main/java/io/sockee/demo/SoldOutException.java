package io.sockee.demo;

/** An exception of the application's own, which knows nothing of clients. */
public class SoldOutException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String article;

    SoldOutException(String article) {
        super(article);
        this.article = article;
    }

    /** What cannot be had any more. */
    public String article() {
        return article;
    }
}
