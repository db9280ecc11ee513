package io.sockee.deployments;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jboss.jandex.IndexWriter;
import org.jboss.jandex.Indexer;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.Asset;
import org.jboss.shrinkwrap.api.asset.ByteArrayAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The WAR that was built, read once for all deployments of a process: reading it for each of them was a third of what this
 * process did.
 */
public final class BuiltWar {
    private static final String LIBRARIES = "WEB-INF/lib/";
    private static final String INDEX = "META-INF/jandex.idx";

    private static final BuiltWar INSTANCE = new BuiltWar(new File(System.getProperty("sockee.war", "")));

    private final Map<String, Asset> asBuilt = new LinkedHashMap<>();
    private final Map<String, Asset> quick = new LinkedHashMap<>();

    private BuiltWar(File war) {
        boolean wildfly = "wildfly".equals(System.getProperty("sockee.server"));
        try (ZipInputStream zip = new ZipInputStream(new FileInputStream(war))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.isDirectory()) {
                    continue;
                }
                String path = entry.getName();
                byte[] content = zip.readAllBytes();
                Asset asset = new ByteArrayAsset(content);
                asBuilt.put(path, asset);
                quick.put(
                        path,
                        path.startsWith(LIBRARIES)
                                ? new ByteArrayAsset(wildfly ? indexed(content) : uncompressed(content))
                                : asset);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The WAR as it is. */
    public static WebArchive asBuilt(String name) {
        return archive(name, INSTANCE.asBuilt);
    }

    /**
     * The WAR with the same classes in the same libraries, written so that a server that is given one of these after the
     * other has less to do for each. On WildFly they have an index of their annotations, which that server makes anew for each
     * deployment where there is none, a fifth of all that it does; on Open Liberty they are not compressed.
     */
    public static WebArchive quick(String name) {
        return archive(name, INSTANCE.quick);
    }

    private static WebArchive archive(String name, Map<String, Asset> content) {
        WebArchive archive = ShrinkWrap.create(WebArchive.class, name);
        content.forEach((path, asset) -> archive.add(asset, path));
        return archive;
    }

    private static byte[] uncompressed(byte[] jar) throws IOException {
        ByteArrayOutputStream written = new ByteArrayOutputStream(3 * jar.length);
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(jar));
                ZipOutputStream out = new ZipOutputStream(written)) {
            out.setMethod(ZipOutputStream.STORED);
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] content = in.readAllBytes();
                CRC32 checksum = new CRC32();
                checksum.update(content);
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTime(entry.getTime());
                copy.setSize(content.length);
                copy.setCrc(checksum.getValue());
                out.putNextEntry(copy);
                out.write(content);
            }
        }
        return written.toByteArray();
    }

    private static byte[] indexed(byte[] jar) throws IOException {
        Indexer indexer = new Indexer();
        ByteArrayOutputStream written = new ByteArrayOutputStream(2 * jar.length);
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(jar));
                ZipOutputStream out = new ZipOutputStream(written)) {
            out.setLevel(1);
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] content = in.readAllBytes();
                if (entry.getName().equals(INDEX)) {
                    return jar;
                }
                if (entry.getName().endsWith(".class")) {
                    try (InputStream bytes = new ByteArrayInputStream(content)) {
                        indexer.index(bytes);
                    }
                }
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTime(entry.getTime());
                out.putNextEntry(copy);
                out.write(content);
            }
            ByteArrayOutputStream index = new ByteArrayOutputStream();
            new IndexWriter(index).write(indexer.complete());
            ZipEntry entry = new ZipEntry(INDEX);
            entry.setTime(0);
            out.putNextEntry(entry);
            index.writeTo(out);
        }
        return written.toByteArray();
    }
}
