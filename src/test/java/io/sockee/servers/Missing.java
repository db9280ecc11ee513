package io.sockee.servers;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

/** Something that tests need and this machine lacks. */
public final class Missing {

    private Missing() {}

    /**
     * Fails the test in CI; elsewhere it is skipped, and says so. Never returns.
     *
     * @param advice what is missing, and where it comes from
     */
    public static <T> T tool(String advice) {
        if ("true".equals(System.getenv("CI"))) {
            return fail(advice);
        }
        System.err.println("SKIPPED: " + advice);
        return abort(advice);
    }
}
