package io.sockee.endpoint;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;

/**
 * What a container does about a body that is still coming when its request is completed. Undertow (WildFly) reads the
 * rest of it, on a thread that waits; it cuts the connection when the request is left to its time-out with an answer
 * that has begun. Open Liberty throws the rest away as it comes, and makes an error page of a time-out.
 */
final class UnreadBody {
    private UnreadBody() {}

    /** Whether to complete the request would hold a thread until the client has sent everything. */
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
