package io.sockee.databases;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Where a database is, and who may use it. */
public record DatabaseAddress(TestDatabase product, String url, String user, String password) {

    /** A connection of the caller's own. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    /** The port that it is at; not of H2. */
    public int port() {
        return Integer.parseInt(url.replaceAll(".*:(\\d+)/.*", "$1"));
    }

    /** The name that the database has on its server; not of H2. */
    public String name() {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    /** The same database at the beginning of a link that leads to it. */
    public DatabaseAddress by(Link link) {
        return new DatabaseAddress(product, url.replace(":" + port() + "/", ":" + link.port() + "/"), user, password);
    }

    /** What tells a server with the delivered configuration where it is. */
    public Map<String, String> environment() {
        return Map.of(
                "SOCKEE_DB_URL", url,
                "SOCKEE_DB_USER", user,
                "SOCKEE_DB_PASSWORD", password,
                "SOCKEE_DB_DRIVER", product.name().toLowerCase(Locale.ROOT));
    }

    /** The same as a data source without a pool. */
    public DataSource source() {
        try {
            switch (product) {
                case H2 -> {
                    JdbcDataSource source = new JdbcDataSource();
                    source.setUrl(url);
                    source.setUser(user);
                    source.setPassword(password);
                    return source;
                }
                case MARIADB -> {
                    MariaDbDataSource source = new MariaDbDataSource(url);
                    source.setUser(user);
                    source.setPassword(password);
                    return source;
                }
                case POSTGRESQL -> {
                    PGSimpleDataSource source = new PGSimpleDataSource();
                    source.setUrl(url);
                    source.setUser(user);
                    source.setPassword(password);
                    return source;
                }
            }
            throw new IllegalStateException("no source for " + product);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs statements that end with semicolons. */
    public void execute(String script) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String one : script.replaceAll("(?m)^\\s*--.*$", "").split(";\\s*(?:\n|$)")) {
                if (!one.isBlank()) {
                    statement.execute(one);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(script, e);
        }
    }

    /** The rows of a query, their values divided by bars. */
    public List<String> rows(String query) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.append(i == 1 ? "" : "|").append(result.getString(i));
                }
                rows.add(row.toString());
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    /** The one value of a query. */
    public String value(String query) {
        List<String> rows = rows(query);
        if (rows.size() != 1) {
            throw new AssertionError(query + ": " + rows);
        }
        return rows.get(0);
    }
}
