package io.sockee.endpoint;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;

/**
 * What a container does with a body that is still coming when its request is completed. Undertow (WildFly) reads the rest of
 * it on a thread that blocks; but when the request is left to its time-out, and its answer has begun, it cuts the connection.
 * Open Liberty throws the rest away as it comes, and answers a time-out with an error page.
 */
final class UnreadBody {
    private UnreadBody() {}

    /** Whether completing the request would hold a thread until the client has sent the whole body. */
    static boolean holdsThread(ServletRequest request) {
        return isUndertow(container(request));
    }

    /** The container's own request. */
    static ServletRequest container(ServletRequest request) {
        ServletRequest container = request;
        while (container instanceof ServletRequestWrapper wrapper) {
            container = wrapper.getRequest();
        }
        return container;
    }

    static boolean isUndertow(ServletRequest container) {
        return container.getClass().getName().startsWith("io.undertow.");
    }
}
