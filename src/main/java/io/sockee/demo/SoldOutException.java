package io.sockee.demo;

/** An exception of the application; {@link SoldOutMapper} maps it. */
public class SoldOutException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String article;

    SoldOutException(String article) {
        super(article);
        this.article = article;
    }

    /** What is sold out. */
    public String article() {
        return article;
    }
}
