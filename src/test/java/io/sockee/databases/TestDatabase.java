package io.sockee.databases;

import io.sockee.servers.Exclusively;
import io.sockee.servers.Missing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The databases that Sockee is tested on. Each is started when a test first needs it, and ends with the tests. */
public enum TestDatabase {
    /** In the memory of whoever connects. */
    H2("h2", () -> database -> "jdbc:h2:mem:" + database + ";DB_CLOSE_DELAY=-1"),
    MARIADB("mysql", MariaDbServer::new),
    POSTGRESQL("postgresql", PostgresqlServer::new);

    /** The name of the one that the test servers know. */
    private static final String SHARED = "sockee";

    private interface Starter {
        DatabaseServer start() throws Exception;
    }

    private final String migrations;
    private final Starter starter;
    private final AtomicInteger made = new AtomicInteger();
    private @Nullable DatabaseServer server; // guarded by this, as is the next field
    private @Nullable IllegalStateException failure;

    TestDatabase(String migrations, Starter starter) {
        this.migrations = migrations;
        this.starter = starter;
    }

    /** Starts it, if it does not run, with a database {@code sockee}; where that cannot be, the tests are skipped. */
    public void start() {
        DatabaseServer unused = server();
    }

    /** A database with nothing in it. */
    public DatabaseAddress create() {
        return create(server(), "sockee_" + made.incrementAndGet());
    }

    /** The database that the test servers' data source leads to. */
    public DatabaseAddress shared() {
        return address(server(), SHARED);
    }

    private DatabaseAddress address(DatabaseServer running, String name) {
        return new DatabaseAddress(this, running.url(name), DatabaseServer.USER, DatabaseServer.PASSWORD);
    }

    private DatabaseAddress create(DatabaseServer running, String name) {
        if (this != H2) {
            try (Connection connection =
                            DriverManager.getConnection(running.url(""), DatabaseServer.USER, DatabaseServer.PASSWORD);
                    Statement statement = connection.createStatement()) {
                statement.execute("create database " + name);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
        return address(running, name);
    }

    /** A database with Sockee's tables, made by its migrations. */
    public DatabaseAddress migrated() {
        DatabaseAddress address = create();
        migrations().forEach(address::execute);
        return address;
    }

    /** The texts of the migrations in their order. */
    private List<String> migrations() {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("basedir", ""), "sql", migrations))) {
            return files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted(Comparator.comparingInt(TestDatabase::version))
                    .map(TestDatabase::text)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int version(Path file) {
        return Integer.parseInt(file.getFileName().toString().replaceAll("^V(\\d+)__.*$", "$1"));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DatabaseServer begin() {
        try {
            return starter.start();
        } catch (Exception e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private synchronized DatabaseServer server() {
        if (server == null && failure == null) {
            try {
                DatabaseServer started = Exclusively.in(DatabaseServer.programs(migrations), this::begin);
                if (this != H2) {
                    DatabaseAddress unused = create(started, SHARED);
                }
                server = started;
            } catch (Exception e) {
                failure = new IllegalStateException(this + " could not be started here: " + e.getMessage(), e);
            }
        }
        if (server != null) {
            return server;
        }
        if ("true".equals(System.getenv("CI"))) {
            throw failure;
        }
        return Missing.tool(failure.getMessage());
    }
}
