package io.sockee.persistence;

/**
 * Tables that are migrated on their own: Sockee's, or those of a part that has others beside them.
 *
 * @param folder where the migrations are on the class path: in it, a folder for each database
 * @param history the table that remembers which of them were applied; its own for each schema
 * @param count how many there are for each database. A class path that hides some must not pass for an empty one
 */
public record Schema(String folder, String history, int count) {

    /** Sockee's own tables. */
    public static final Schema SOCKEE = new Schema("io/sockee/sql", "sockee_schema_history", Migrations.COUNT);
}
