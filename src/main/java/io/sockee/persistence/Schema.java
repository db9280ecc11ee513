package io.sockee.persistence;

import java.util.List;

/**
 * Tables that are migrated together: Sockee's own, or those of another part.
 *
 * @param folder the migrations' folder on the class path, in which each database has a folder
 * @param history the table that remembers which migrations were applied; each schema has its own
 * @param migrations the names of the migrations' files, the same for each database. They are listed, since no way to look into a
 *     folder of the class path works on every server and in every folder
 */
public record Schema(String folder, String history, List<String> migrations) {

    /** Sockee's own tables. */
    public static final Schema SOCKEE = new Schema(
            "io/sockee/sql",
            "sockee_schema_history",
            List.of(
                    "V1__users_and_keys.sql",
                    "V2__index_of_past_logins.sql",
                    "V3__push_gateway.sql",
                    "V4__ended_logins.sql",
                    "V5__sessions.sql"));

    public Schema {
        migrations = List.copyOf(migrations);
    }
}
