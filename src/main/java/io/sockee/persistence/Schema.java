package io.sockee.persistence;

import java.util.List;

/**
 * Tables that are migrated on their own: Sockee's, or those of a part that has others beside them.
 *
 * @param folder where the migrations are on the class path: in it, a folder for each database
 * @param history the table that remembers which of them were applied; its own for each schema
 * @param migrations their files, the same for each database. Named, not looked for: what a class path has in a folder is
 *     found out in another way on each server, and in none that holds in every folder of every machine
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
                    "V4__ended_logins.sql"));

    public Schema {
        migrations = List.copyOf(migrations);
    }
}
