package io.sockee.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.DynamicMBean;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Where the server listens, as its MBeans tell it. */
@DisplayName("The address of the server")
class HttpAddressTest {
    private final MBeanServer beans = MBeanServerFactory.newMBeanServer();

    private void has(String name, Map<String, Object> attributes) throws Exception {
        beans.registerMBean(new Fixed(attributes), new ObjectName(name));
    }

    @Test
    @DisplayName("is that of Open Liberty's plain endpoint, and localhost where it listens everywhere")
    void liberty() throws Exception {
        has(
                "WebSphere:feature=channelfw,type=endpoint,name=defaultHttpEndpoint-ssl",
                Map.of("Host", "*", "Port", 9443));
        assertThat(HttpAddress.of(beans, false)).isEmpty();
        has("WebSphere:feature=channelfw,type=endpoint,name=defaultHttpEndpoint", Map.of("Host", "*", "Port", 9080));
        assertThat(HttpAddress.of(beans, true))
                .hasValueSatisfying(address -> assertThat(address.url("/a/")).isEqualTo("https://localhost:9443/a/"));
        assertThat(HttpAddress.of(beans, false))
                .hasValueSatisfying(address -> assertThat(address.url("/a/")).isEqualTo("http://localhost:9080/a/"));
    }

    @Test
    @DisplayName("is nothing where that endpoint has no port")
    void none() throws Exception {
        has("WebSphere:feature=channelfw,type=endpoint,name=defaultHttpEndpoint", Map.of("Host", "*", "Port", -1));
        assertThat(HttpAddress.of(beans, false)).isEmpty();
    }

    @Test
    @DisplayName("is that of WildFly's socket binding, once the server has started")
    void wildfly() throws Exception {
        has(
                "jboss.as:socket-binding-group=standard-sockets,socket-binding=http",
                Map.of("boundAddress", "fd00::7", "boundPort", 9080));
        has("jboss.as:management-root=server", Map.of("serverState", "starting"));
        assertThat(HttpAddress.of(beans, false)).isEmpty();
        beans.unregisterMBean(new ObjectName("jboss.as:management-root=server"));
        has("jboss.as:management-root=server", Map.of("serverState", "running"));
        assertThat(HttpAddress.of(beans, false))
                .hasValueSatisfying(address -> assertThat(address.url("/")).isEqualTo("http://[fd00::7]:9080/"));
        assertThat(HttpAddress.of(beans, true)).isEmpty();
        has(
                "jboss.as:socket-binding-group=standard-sockets,socket-binding=https",
                Map.of("boundAddress", "127.0.0.1", "boundPort", 9443));
        assertThat(HttpAddress.of(beans, true)).contains(new HttpAddress("localhost", 9443, true));
    }

    @Test
    @DisplayName("is unknown elsewhere")
    void elsewhere() {
        assertThat(HttpAddress.of(beans, false)).isEmpty();
    }

    private record Fixed(Map<String, Object> attributes) implements DynamicMBean {
        @Override
        public Object getAttribute(String name) {
            return attributes.get(name);
        }

        @Override
        public void setAttribute(Attribute attribute) {}

        @Override
        public AttributeList getAttributes(String[] names) {
            return new AttributeList();
        }

        @Override
        public AttributeList setAttributes(AttributeList changed) {
            return new AttributeList();
        }

        @Override
        public Object invoke(String action, Object[] parameters, String[] signature) {
            throw new UnsupportedOperationException(action);
        }

        @Override
        public MBeanInfo getMBeanInfo() {
            return new MBeanInfo(Fixed.class.getName(), "", null, null, null, null);
        }
    }
}
