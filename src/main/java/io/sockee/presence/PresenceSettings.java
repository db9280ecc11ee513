package io.sockee.presence;

/**
 * The settings of presence; times are milliseconds.
 *
 * @param enabled whether there is any; if not, nobody is online, and a room that is asked for fails
 * @param grace how long a user whose connection is gone still counts as here, so that a reload is no leave; 0 for not at all
 * @param gather how long changes of a room wait for others, so that one message tells them all; 0 for not at all
 * @param maxRooms in how many rooms one socket may be present, and how many it may watch
 * @param maxPresent how many may be present in one room
 * @param maxMetadata how many chars the metadata of one presence may have as JSON
 * @param heartbeat how often a node that is not alone says that it is alive; 0 for never
 * @param purge how long another node may be silent before everybody on it is taken for gone; 0 for as long as it likes
 */
public record PresenceSettings(
        boolean enabled,
        long grace,
        long gather,
        int maxRooms,
        int maxPresent,
        int maxMetadata,
        long heartbeat,
        long purge) {}
