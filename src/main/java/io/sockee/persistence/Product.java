package io.sockee.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/** The databases for which there are migrations. */
enum Product {
    H2("h2"),
    /** MariaDB too: it understands the same. */
    MYSQL("mysql"),
    POSTGRESQL("postgresql");

    private final String folder;

    Product(String folder) {
        this.folder = folder;
    }

    /** Where its migrations of a schema are on the class path. */
    String folder(Schema schema) {
        return schema.folder() + "/" + folder;
    }

    static Product of(Connection connection) throws SQLException {
        String name = connection.getMetaData().getDatabaseProductName();
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.contains("mariadb") || lower.contains("mysql")) {
            return MYSQL;
        } else if (lower.contains("postgres")) {
            return POSTGRESQL;
        } else if (lower.equals("h2")) {
            return H2;
        }
        throw new SchemaException("The data source java:comp/env/jdbc/sockee leads to " + name
                + ", for which there are no migrations. Use H2, MariaDB, MySQL or PostgreSQL.");
    }
}
