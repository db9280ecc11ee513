package io.sockee.deployments;

import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;

/** Makes {@link KeptDeployment} known to Arquillian, and {@link QuickZipExporter} to ShrinkWrap. */
public final class KeptDeploymentExtension implements LoadableExtension {

    @Override
    public void register(ExtensionBuilder builder) {
        builder.observer(KeptDeployment.class);
        ShrinkWrap.getDefaultDomain()
                .getConfiguration()
                .getExtensionLoader()
                .addOverride(ZipExporter.class, QuickZipExporter.class);
    }
}
