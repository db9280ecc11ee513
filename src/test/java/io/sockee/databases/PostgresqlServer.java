package io.sockee.databases;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * PostgreSQL, in a time zone that is nobody's here. It ends with the tests' JVM. As root, which PostgreSQL refuses to be run
 * by, it is started in a user namespace of its own ({@code unshare}).
 */
final class PostgresqlServer implements DatabaseServer {
    private final int port;

    PostgresqlServer() throws IOException, SQLException {
        port = DatabaseServer.port("POSTGRESQL");
        EmbeddedPostgres database = EmbeddedPostgres.builder()
                .setPort(port)
                .setOverrideWorkingDirectory(
                        DatabaseServer.programs("postgresql").toFile())
                .setDataDirectory(DatabaseServer.folder("postgresql").resolve("data"))
                .setServerConfig("timezone", "Asia/Kolkata")
                .start();
        try (Connection connection = database.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create role sockee login createdb password 'sockee'");
        }
    }

    @Override
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + (database.isEmpty() ? "postgres" : database);
    }
}
