package io.sockee.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.databases.DatabaseAddress;
import io.sockee.databases.StoredEntities;
import io.sockee.databases.TestDatabase;
import io.sockee.identity.Identity;
import io.sockee.identity.IdentityFixture;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.flywaydb.core.api.CoreMigrationType;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the migrations make of a database, whatever it was before. */
abstract class MigrationsSuite {
    static final List<String> ALL = List.of("1", "2", "3", "4", "5");

    private final DatabaseAddress database;

    MigrationsSuite(TestDatabase product) {
        database = product.create();
    }

    void migrate() throws SQLException {
        Migrations.apply(Schema.SOCKEE, database.source());
    }

    /** The versions that the database's history has, in the order in which they were applied. */
    List<String> applied() {
        return Stream.of(configured().load().info().applied())
                .filter(migration -> migration.getType() == CoreMigrationType.SQL)
                .peek(migration -> assertThat(migration.getState()).isEqualTo(MigrationState.SUCCESS))
                .map(migration -> migration.getVersion().getVersion())
                .toList();
    }

    private FluentConfiguration configured() {
        return Migrations.configured(
                Schema.SOCKEE,
                product(),
                getClass().getClassLoader(),
                configuration -> configuration.dataSource(database.source()));
    }

    void assertFits() {
        try (StoredEntities entities = new StoredEntities(database, Identity.entities())) {
            entities.validate();
        }
    }

    @Test
    void anEmptyDatabaseGetsTheTablesThatTheEntitiesNeed() throws SQLException {
        migrate();
        assertThat(applied()).isEqualTo(ALL);
        assertFits();
    }

    @Test
    void whatIsThereIsNotDoneAgain() throws SQLException {
        migrate();
        migrate();
        assertThat(applied()).isEqualTo(ALL);
    }

    @Test
    void theTablesOfAnApplicationStayAsTheyAre() throws SQLException {
        database.execute("create table orders (id int primary key);\ninsert into orders values (7);\n");
        migrate();
        assertThat(database.value("select id from orders")).isEqualTo("7");
        assertThat(applied()).isEqualTo(ALL);
        assertFits();
    }

    @Test
    void usersTokensAndPasswordsOutliveTheStepsFromTheFirstVersion() throws SQLException {
        firstVersion();
        String tokenOfAnn;
        String tokenOfBob;
        try (StoredEntities entities = new StoredEntities(database, Identity.entities())) {
            Identity identity = IdentityFixture.in(entities, Clock.systemUTC());
            tokenOfAnn = register(identity, "Ann", true);
            tokenOfBob = register(identity, "bob", false);
        }
        List<String> users = database.rows("select * from users order by id");
        List<String> keys = database.rows("select * from user_keys order by id");
        assertThat(users).hasSize(2);
        assertThat(keys).hasSize(2);

        migrate();
        assertThat(applied()).isEqualTo(ALL);
        assertThat(database.rows("select * from users order by id")).isEqualTo(users);
        assertThat(database.rows("select * from user_keys order by id")).isEqualTo(keys);
        assertFits();
        try (StoredEntities entities = new StoredEntities(database, Identity.entities())) {
            Identity identity = IdentityFixture.in(entities, Clock.systemUTC());
            assertThat(identity.logins().check("ann", tokenOfAnn).renewed()).isEmpty();
            assertThat(identity.logins().check("bob", tokenOfBob).login().left())
                    .isPresent();
            assertThat(identity.login("ANN", "secret1!", Optional.empty(), "a").token())
                    .isNotEqualTo(tokenOfAnn);
            register(identity, "carl", true);
        }
    }

    /** The tables as the first version of Sockee made them. */
    private void firstVersion() {
        Object unused = configured().target("1").load().migrate();
        assertThat(applied()).containsExactly("1");
    }

    private Product product() {
        try (var connection = database.connect()) {
            return Product.of(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String register(Identity identity, String name, boolean persistent) {
        return identity.register(name, "secret1!", name + "@x.org", Optional.of(persistent), "a")
                .token();
    }

    @Test
    void aClassPathThatHidesAMigrationIsRefused(@TempDir Path folder) throws Exception {
        ClassLoader incomplete = withTheFirstMigrationOnly(folder);
        String message = "Only 1 of 5 migrations were found at classpath:"
                + product().folder(Schema.SOCKEE) + ": the class path is incomplete.";
        assertThatThrownBy(() -> Migrations.apply(Schema.SOCKEE, database.source(), incomplete))
                .isInstanceOf(SchemaException.class)
                .hasMessage(message);
        firstVersion();
        assertThatThrownBy(() -> Migrations.apply(Schema.SOCKEE, database.source(), incomplete))
                .as("what was applied does not count")
                .hasMessage(message);
        migrate();
        assertThatThrownBy(() -> Migrations.apply(Schema.SOCKEE, database.source(), incomplete))
                .hasMessage(message);
    }

    @Test
    void norIsItTakenForWholeWhereTheDatabaseHadTablesBefore(@TempDir Path folder) throws Exception {
        database.execute("create table orders (id int primary key);\n");
        firstVersion();
        assertThatThrownBy(() -> Migrations.apply(Schema.SOCKEE, database.source(), withTheFirstMigrationOnly(folder)))
                .hasMessageStartingWith("Only 1 of 5 migrations were found");
    }

    private ClassLoader withTheFirstMigrationOnly(Path folder) throws IOException {
        String there = product().folder(Schema.SOCKEE);
        copy("V1__users_and_keys.sql", Files.createDirectories(folder.resolve(there)));
        URLClassLoader found = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null);
        return new ClassLoader(getClass().getClassLoader()) {
            @Override
            public URL getResource(String name) {
                return name.startsWith(there) ? found.getResource(name) : super.getResource(name);
            }
        };
    }

    private static void copy(String migration, Path there) throws IOException {
        Files.writeString(
                there.resolve(migration),
                Files.readString(Path.of("sql", there.getFileName().toString(), migration)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a space", "Grüße", "100%20", "a+b", "a#b", "(x86) & 'q'"})
    void theMigrationsAreFoundWhateverTheFolderIsCalled(String name, @TempDir Path parent) throws Exception {
        Path folder = Files.createDirectories(parent.resolve(name));
        copyAll(Files.createDirectories(folder.resolve(product().folder(Schema.SOCKEE))));
        try (URLClassLoader alone = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
            Migrations.apply(Schema.SOCKEE, database.source(), alone);
        }
        assertThat(applied()).isEqualTo(ALL);
    }

    @Test
    void whatAnApplicationHasForItsOwnMigrationsIsLeftAlone(@TempDir Path folder) throws Exception {
        copyAll(Files.createDirectories(folder.resolve(product().folder(Schema.SOCKEE))));
        Path callbacks = Files.createDirectories(folder.resolve("db/callback"));
        Files.writeString(callbacks.resolve("afterMigrate.sql"), "create table applications (id int);\n");
        List<String> lookedFor = new ArrayList<>();
        ClassLoader application = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null) {
            @Override
            public Enumeration<URL> getResources(String name) throws IOException {
                lookedFor.add(name);
                return super.getResources(name);
            }
        };
        Migrations.apply(Schema.SOCKEE, database.source(), application);
        assertThat(applied()).isEqualTo(ALL);
        assertThat(lookedFor).as("searched by Flyway").noneMatch(name -> name.startsWith("db/"));
        assertThatThrownBy(() -> database.value("select id from applications")).isNotNull();
    }

    private static void copyAll(Path there) throws IOException {
        for (String migration : Schema.SOCKEE.migrations()) {
            copy(migration, there);
        }
    }
}
