package io.sockee.delivery;

/**
 * Whose device it is. A client that says no name for its device has one all the same, which lives as long as its connection:
 * none that comes beside it takes anything from it.
 *
 * @param site the website's name
 * @param room the room that stands for the user, or for all visitors
 * @param device what tells the device from others of the room
 */
public record DeviceKey(String site, String room, String device) {
    /** Characters that a device's name may have. */
    public static final int MAX_DEVICE = 255;

    // Names that clients choose have no control characters: none can be one of these.
    private static final String CONNECTION = "\u0001"; // of a user, without a name
    static final String VISIT = "\u0002"; // of a visitor, without a name
    private static final String VISITOR = "\u0003"; // of a visitor, with one

    /**
     * A device of a user.
     *
     * @param room the user's own
     * @param name what the client calls it; empty when it does not say
     */
    public static DeviceKey ofUser(String site, String room, String name) {
        return new DeviceKey(site, room, name);
    }

    /**
     * A device of a visitor, who shares the room with all others.
     *
     * @param who tells visitors apart as far as anything does, 64 characters at most: who has another one does not get what
     *     waits for this one, although both call their devices the same. Made of the name too
     * @param named whether the client says a name at all
     */
    public static DeviceKey ofVisitor(String site, String room, String who, boolean named) {
        return new DeviceKey(site, room, named ? VISITOR + who : VISIT);
    }

    /** Whether it is a user's, and without a name. Older tables have an empty one. */
    boolean isNameless() {
        return isNameless(device);
    }

    static boolean isNameless(String device) {
        return device.isEmpty() || device.startsWith(CONNECTION);
    }

    /** Whether it is a visitor's, and without a name: nothing can wait for it when it has left. */
    boolean isVisit() {
        return isVisit(device);
    }

    static boolean isVisit(String device) {
        return device.startsWith(VISIT);
    }

    /** Whether the rooms that a client is in are its user's, on whichever device. */
    boolean isUsers() {
        return !device.startsWith(VISIT) && !device.startsWith(VISITOR);
    }

    /** The key of a connection's own device. */
    DeviceKey of(String socket) {
        return new DeviceKey(site, room, (isVisit() ? VISIT : CONNECTION) + socket);
    }

    @Override
    public String toString() {
        return "site=" + site + " room=" + room;
    }
}
