package io.sockee.persistence;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/**
 * The migrations of a schema for one database, read by their names. Flyway's own search compares addresses of the class
 * path with and without their encoding, and finds nothing in a folder whose name has a space.
 */
final class MigrationFiles implements ResourceProvider {
    private final ClassLoader classPath;
    private final String folder;
    private final List<LoadableResource> files;

    /**
     * @param classPath the class loader that has the files
     * @param folder their folder on the class path, without a slash at its end
     */
    MigrationFiles(ClassLoader classPath, String folder, List<String> names) {
        this.classPath = classPath;
        this.folder = folder;
        this.files = names.stream()
                .filter(name -> classPath.getResource(folder + "/" + name) != null)
                .<LoadableResource>map(MigrationFile::new)
                .toList();
    }

    /** How many of the named ones are there. */
    int found() {
        return files.size();
    }

    @Override
    public @Nullable LoadableResource getResource(String name) {
        return files.stream()
                .filter(file -> file.getRelativePath().equals(name))
                .findFirst()
                .orElse(null);
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return files.stream()
                .filter(file -> file.getFilename().startsWith(prefix)
                        && Stream.of(suffixes).anyMatch(file.getFilename()::endsWith))
                .toList();
    }

    /**
     * A class path without Flyway's folder for callbacks: scripts that an application has there are for its own tables; and if
     * Open Liberty's class loader does not have the folder, Flyway logs an error.
     */
    static ClassLoader withoutCallbacks(ClassLoader classPath) {
        return new ClassLoader(classPath) {
            @Override
            public Enumeration<URL> getResources(String name) throws IOException {
                return name.startsWith("db/callback") ? Collections.emptyEnumeration() : super.getResources(name);
            }
        };
    }

    private final class MigrationFile extends LoadableResource {
        private final String name;

        MigrationFile(String name) {
            this.name = name;
        }

        @Override
        public Reader read() {
            InputStream in = classPath.getResourceAsStream(getAbsolutePath());
            if (in == null) {
                throw new SchemaException("The migration " + getAbsolutePath() + " is no longer on the class path.");
            }
            return new InputStreamReader(in, StandardCharsets.UTF_8);
        }

        @Override
        public String getAbsolutePath() {
            return folder + "/" + name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return getAbsolutePath();
        }

        @Override
        public String getFilename() {
            return name;
        }

        /** What the history of the schema calls it. */
        @Override
        public String getRelativePath() {
            return name;
        }
    }
}
