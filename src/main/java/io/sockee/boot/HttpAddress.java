package io.sockee.boot;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * Where the server listens for plain HTTP. Jakarta EE has no way to ask for that; both servers tell it by MBeans.
 *
 * @param host a host that a browser on this machine can use
 */
record HttpAddress(String host, int port) {
    private static final String LIBERTY = "WebSphere:feature=channelfw,type=endpoint,name=*";
    private static final String WILDFLY = "jboss.as:socket-binding-group=*,socket-binding=http";
    private static final String WILDFLY_ITSELF = "jboss.as:management-root=server";
    private static final Set<String> ALL = Set.of("*", "0.0.0.0", "0:0:0:0:0:0:0:0", "::", "127.0.0.1");

    /**
     * The address of this server, when it is known and the server has started; nothing before that, for another server, or for
     * one without such a listener. (WildFly answers requests before it has started, Open Liberty does not.)
     */
    static Optional<HttpAddress> ofServer() {
        return of(ManagementFactory.getPlatformMBeanServer());
    }

    static Optional<HttpAddress> of(MBeanServer beans) {
        return isStarting(beans)
                ? Optional.empty()
                : in(beans, LIBERTY, "Host", "Port").or(() -> in(beans, WILDFLY, "boundAddress", "boundPort"));
    }

    private static boolean isStarting(MBeanServer beans) {
        try {
            return "starting".equals(beans.getAttribute(new ObjectName(WILDFLY_ITSELF), "serverState"));
        } catch (JMException | RuntimeException e) { // not WildFly
            return false;
        }
    }

    private static Optional<HttpAddress> in(MBeanServer beans, String pattern, String host, String port) {
        try {
            for (ObjectName name : beans.queryNames(new ObjectName(pattern), null)) {
                boolean secure = String.valueOf(name.getKeyProperty("name")).endsWith("-ssl");
                if (!secure && beans.getAttribute(name, port) instanceof Number number && number.intValue() > 0) {
                    return Optional.of(of(String.valueOf(beans.getAttribute(name, host)), number.intValue()));
                }
            }
            return Optional.empty();
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException(pattern, e);
        } catch (JMException | RuntimeException e) { // not there yet, or gone meanwhile: it may be asked again
            return Optional.empty();
        }
    }

    private static HttpAddress of(String host, int port) {
        return new HttpAddress(ALL.contains(host) ? "localhost" : host.contains(":") ? "[" + host + "]" : host, port);
    }

    /** A URL at this address. */
    String url(String path) {
        return "http://" + host + ":" + port + path;
    }
}
