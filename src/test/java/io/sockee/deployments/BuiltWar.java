package io.sockee.deployments;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private static final Pattern VERSIONED = Pattern.compile("META-INF/versions/(\\d+)/(.+)");
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
                                ? new ByteArrayAsset(wildfly ? indexed(content) : plain(content))
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
     * deployment where there is none, a fifth of all that it does; on Open Liberty they are not compressed, and for one release
     * of Java only, as that server looks for each class and each folder in all of them.
     */
    public static WebArchive quick(String name) {
        return archive(name, INSTANCE.quick);
    }

    private static WebArchive archive(String name, Map<String, Asset> content) {
        WebArchive archive = ShrinkWrap.create(WebArchive.class, name);
        content.forEach((path, asset) -> archive.add(asset, path));
        return archive;
    }

    /** Not compressed, and with the classes of a JAR for several releases of Java where this one finds them. */
    private static byte[] plain(byte[] jar) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        Map<String, Integer> releases = new HashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Matcher versioned = VERSIONED.matcher(entry.getName());
                int release = versioned.matches() ? Integer.parseInt(versioned.group(1)) : 0;
                String name = release == 0 ? entry.getName() : versioned.group(2);
                if (release <= Runtime.version().feature() && release >= releases.getOrDefault(name, 0)) {
                    releases.put(name, release);
                    entries.put(name, in.readAllBytes());
                }
            }
        }
        entries.computeIfPresent(JarFile.MANIFEST_NAME, (name, manifest) -> forOneRelease(manifest));
        ByteArrayOutputStream written = new ByteArrayOutputStream(3 * jar.length);
        try (ZipOutputStream out = new ZipOutputStream(written)) {
            out.setMethod(ZipOutputStream.STORED);
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                byte[] content = entry.getValue();
                CRC32 checksum = new CRC32();
                checksum.update(content);
                ZipEntry copy = new ZipEntry(entry.getKey());
                copy.setTime(0);
                copy.setSize(content.length);
                copy.setCrc(checksum.getValue());
                out.putNextEntry(copy);
                out.write(content);
            }
        }
        return written.toByteArray();
    }

    private static byte[] forOneRelease(byte[] manifest) {
        try {
            Manifest changed = new Manifest(new ByteArrayInputStream(manifest));
            if (changed.getMainAttributes().remove(Attributes.Name.MULTI_RELEASE) == null) {
                return manifest;
            }
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            changed.write(written);
            return written.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
