package io.sockee.endpoint;

import jakarta.servlet.http.HttpServletResponse;

/** Tells clients that are refused with 429 or 503 when to try again. */
final class RetryAfter {

    /** Seconds. What is too much now may be over at any moment. */
    private static final int BUSY = 5;

    /** Seconds. Failures are counted by the minute. */
    private static final int THROTTLED = 60;

    private static final int TOO_MANY_REQUESTS = 429;

    private RetryAfter() {}

    static void add(HttpServletResponse response, int status) {
        if (status == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
            response.setIntHeader("Retry-After", BUSY);
        } else if (status == TOO_MANY_REQUESTS) {
            response.setIntHeader("Retry-After", THROTTLED);
        }
    }
}
