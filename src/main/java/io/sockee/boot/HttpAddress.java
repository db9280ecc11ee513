package io.sockee.boot;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * Where the server listens. Jakarta EE has no way to ask for that; both servers tell it by MBeans.
 *
 * @param host a host that a browser on this machine can use
 * @param secure whether TLS is spoken there
 */
record HttpAddress(String host, int port, boolean secure) {
    private static final String LIBERTY = "WebSphere:feature=channelfw,type=endpoint,name=*";
    private static final String WILDFLY = "jboss.as:socket-binding-group=*,socket-binding=";
    private static final String WILDFLY_ITSELF = "jboss.as:management-root=server";
    private static final Set<String> ALL = Set.of("*", "0.0.0.0", "0:0:0:0:0:0:0:0", "::", "127.0.0.1");

    /**
     * The address of this server for plain HTTP, when it is known and the server has started; nothing before that, for another
     * server, or for one without such a listener. (WildFly answers requests before it has started, Open Liberty does not.)
     */
    static Optional<HttpAddress> ofServer() {
        return of(ManagementFactory.getPlatformMBeanServer(), false);
    }

    /** The same for HTTPS. */
    static Optional<HttpAddress> secureOfServer() {
        return of(ManagementFactory.getPlatformMBeanServer(), true);
    }

    static Optional<HttpAddress> of(MBeanServer beans, boolean secure) {
        return isStarting(beans)
                ? Optional.empty()
                : in(beans, LIBERTY, "Host", "Port", secure)
                        .or(() ->
                                in(beans, WILDFLY + (secure ? "https" : "http"), "boundAddress", "boundPort", secure));
    }

    private static boolean isStarting(MBeanServer beans) {
        try {
            return "starting".equals(beans.getAttribute(new ObjectName(WILDFLY_ITSELF), "serverState"));
        } catch (JMException | RuntimeException e) { // not WildFly
            return false;
        }
    }

    private static Optional<HttpAddress> in(
            MBeanServer beans, String pattern, String host, String port, boolean secure) {
        try {
            for (ObjectName name : beans.queryNames(new ObjectName(pattern), null)) {
                boolean fits = pattern.startsWith(WILDFLY)
                        || String.valueOf(name.getKeyProperty("name")).endsWith("-ssl") == secure;
                if (fits && beans.getAttribute(name, port) instanceof Number number && number.intValue() > 0) {
                    return Optional.of(of(String.valueOf(beans.getAttribute(name, host)), number.intValue(), secure));
                }
            }
            return Optional.empty();
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException(pattern, e);
        } catch (JMException | RuntimeException e) { // not there yet, or gone meanwhile: it may be asked again
            return Optional.empty();
        }
    }

    private static HttpAddress of(String host, int port, boolean secure) {
        return new HttpAddress(
                ALL.contains(host) ? "localhost" : host.contains(":") ? "[" + host + "]" : host, port, secure);
    }

    /** Host and port, as in a URL. */
    String authority() {
        return host + ":" + port;
    }

    /** A URL at this address. */
    String url(String path) {
        return (secure ? "https://" : "http://") + authority() + path;
    }
}
