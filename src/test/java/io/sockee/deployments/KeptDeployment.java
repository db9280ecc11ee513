package io.sockee.deployments;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.jboss.arquillian.container.spi.Container;
import org.jboss.arquillian.container.spi.client.deployment.Deployment;
import org.jboss.arquillian.container.spi.client.deployment.DeploymentDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.context.annotation.DeploymentScoped;
import org.jboss.arquillian.container.spi.event.DeployDeployment;
import org.jboss.arquillian.container.spi.event.DeploymentEvent;
import org.jboss.arquillian.container.spi.event.StopContainer;
import org.jboss.arquillian.container.spi.event.UnDeployDeployment;
import org.jboss.arquillian.core.api.Event;
import org.jboss.arquillian.core.api.Instance;
import org.jboss.arquillian.core.api.InstanceProducer;
import org.jboss.arquillian.core.api.annotation.Inject;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.EventContext;
import org.jboss.arquillian.test.spi.TestClass;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.Node;
import org.jspecify.annotations.Nullable;

/**
 * Leaves what a class has deployed where it is. The next class finds it if it deploys the same archive; else it
 * is taken down first. What tests deploy themselves, by a {@code Deployer}, comes and goes as they say. Called by Arquillian, in
 * the one thread of the tests.
 */
public final class KeptDeployment {
    /** Inside of what Arquillian does around its events, which is to make their contexts. */
    private static final int INNERMOST = -100;

    private record Kept(
            Container container,
            Deployment deployment,
            ProtocolMetaData metadata,
            Map<String, String> content,
            @Nullable String shared) {}

    @Inject
    private Instance<TestClass> tests;

    @Inject
    private Event<DeploymentEvent> events;

    @Inject
    @DeploymentScoped
    private InstanceProducer<DeploymentDescription> description;

    @Inject
    @DeploymentScoped
    private InstanceProducer<Deployment> deployment;

    @Inject
    @DeploymentScoped
    private InstanceProducer<ProtocolMetaData> metadata;

    private @Nullable Kept kept;

    public void deploy(@Observes(precedence = INNERMOST) EventContext<DeployDeployment> context) {
        DeployDeployment event = context.getEvent();
        Deployment wanted = event.getDeployment();
        if (!wanted.getDescription().managed()) {
            takeDown();
            context.proceed();
            return;
        }
        SharedDeployment annotation = tests.get().getAnnotation(SharedDeployment.class);
        String shared = annotation == null ? null : annotation.value();
        Map<String, String> content = content(wanted.getDescription().getArchive());
        Kept there = kept;
        if (there != null && there.content.equals(content)) {
            description.set(wanted.getDescription());
            deployment.set(wanted);
            metadata.set(there.metadata);
            wanted.deployed();
            return;
        }
        if (there != null && shared != null && shared.equals(there.shared)) {
            throw new IllegalStateException("The deployment \"" + shared + "\" is none that can be shared: "
                    + difference(there.content, content) + " differs");
        }
        takeDown();
        context.proceed();
        kept = new Kept(event.getContainer(), wanted, metadata.get(), content, shared);
    }

    public void undeploy(@Observes(precedence = INNERMOST) EventContext<UnDeployDeployment> context) {
        Deployment unwanted = context.getEvent().getDeployment();
        if (kept != null && unwanted.getDescription().managed() && !unwanted.hasDeploymentError()) {
            unwanted.undeployed();
        } else {
            context.proceed();
        }
    }

    public void stop(@Observes(precedence = INNERMOST) EventContext<StopContainer> context) {
        takeDown();
        context.proceed();
    }

    private void takeDown() {
        Kept there = kept;
        kept = null;
        if (there != null) {
            events.fire(new UnDeployDeployment(there.container, there.deployment));
        }
    }

    /**
     * Length and checksum of each file, by its path; the archive's own name too. A checksum of 32 bits is enough between archives
     * that are made here, and a digest of 35 MB of libraries for each class would take a good part of all tests' time.
     */
    private static Map<String, String> content(Archive<?> archive) {
        Map<String, String> content = new TreeMap<>();
        content.put("the name", archive.getName());
        for (Node node : archive.getContent().values()) {
            if (node.getAsset() != null) {
                try (InputStream in = node.getAsset().openStream()) {
                    CheckedInputStream counted = new CheckedInputStream(in, new CRC32());
                    long length = counted.transferTo(OutputStream.nullOutputStream());
                    content.put(
                            node.getPath().get(),
                            length + " " + counted.getChecksum().getValue());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return content;
    }

    private static Set<String> difference(Map<String, String> one, Map<String, String> other) {
        Predicate<String> same = path -> Objects.equals(one.get(path), other.get(path));
        Set<String> paths = new TreeSet<>(one.keySet());
        paths.addAll(other.keySet());
        paths.removeIf(same);
        return paths;
    }
}
