package io.sockee.it;

import io.sockee.deployments.SharedDeployment;
import io.sockee.spec.TlsAttackSuite;
import java.net.URI;
import java.nio.file.Path;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
@SharedDeployment(AttackIT.DEPLOYMENT)
@EnabledOnOs(value = OS.LINUX, disabledReason = "the server is looked at below /proc")
class TlsAttackIT extends TlsAttackSuite {

    @Deployment(testable = false)
    static WebArchive war() {
        return AttackIT.war();
    }

    @Override
    protected URI base() {
        return Deployments.secureBase();
    }

    @Override
    protected int descriptors() {
        return ProcessHandle.current()
                .descendants()
                .map(process -> Path.of("/proc", Long.toString(process.pid()), "fd")
                        .toFile()
                        .list())
                .mapToInt(files -> files == null ? 0 : files.length)
                .sum();
    }
}
