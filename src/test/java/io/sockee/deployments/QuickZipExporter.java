package io.sockee.deployments;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.ArchivePath;
import org.jboss.shrinkwrap.api.Assignable;
import org.jboss.shrinkwrap.api.Node;
import org.jboss.shrinkwrap.api.exporter.ArchiveExportException;
import org.jboss.shrinkwrap.api.exporter.FileExistsException;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;

/**
 * Writes an archive as it stands, without compressing it. ShrinkWrap's own exporter compresses the libraries once more, which are
 * compressed already, and hands all over byte by byte: with dozens of deployments that was a fifth of what the tests' own process
 * did. A library that is the same has the same time in all of them, and another one another time: Open Liberty remembers what it has
 * found in a library of that path and that time.
 */
public final class QuickZipExporter implements ZipExporter {
    private static final String LIBRARIES = "WEB-INF/lib/";
    private static final long EPOCH = 1_000_000_000_000L;
    private static final int MILLION = 1_000_000;

    private final Archive<?> archive;

    /** Called by ShrinkWrap. */
    public QuickZipExporter(Archive<?> archive) {
        this.archive = archive;
    }

    @Override
    public <T extends Assignable> T as(Class<T> type) {
        return archive.as(type);
    }

    @Override
    public InputStream exportAsInputStream() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        exportTo(bytes);
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    @Override
    public void exportTo(File target) {
        exportTo(target, false);
    }

    @Override
    public void exportTo(File target, boolean overwrite) {
        if (target.exists() && !overwrite) {
            throw new FileExistsException(target + " is there already");
        }
        try (OutputStream out = new BufferedOutputStream(new FileOutputStream(target))) {
            exportTo(out);
        } catch (IOException e) {
            throw new ArchiveExportException(target.toString(), e);
        }
    }

    @Override
    public void exportTo(OutputStream target) {
        try {
            ZipOutputStream zip = new ZipOutputStream(target);
            zip.setMethod(ZipOutputStream.STORED);
            for (Map.Entry<ArchivePath, Node> one : archive.getContent().entrySet()) {
                String path = one.getKey().get().substring(1);
                if (!path.isEmpty()) {
                    write(path, one.getValue(), zip);
                }
            }
            zip.finish();
        } catch (IOException e) {
            throw new ArchiveExportException(archive.getName(), e);
        }
    }

    private static void write(String path, Node node, ZipOutputStream zip) throws IOException {
        boolean folder = node.getAsset() == null;
        byte[] content = folder ? new byte[0] : content(node);
        CRC32 checksum = new CRC32();
        checksum.update(content);
        ZipEntry entry = new ZipEntry(folder ? path + "/" : path);
        if (path.startsWith(LIBRARIES)) {
            entry.setTime(EPOCH + checksum.getValue() % MILLION * 2000);
        }
        entry.setSize(content.length);
        entry.setCrc(checksum.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private static byte[] content(Node node) throws IOException {
        try (InputStream in = node.getAsset().openStream()) {
            return in.readAllBytes();
        }
    }
}
