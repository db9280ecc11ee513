package io.sockee.delivery;

/**
 * What identifies a device: the site, the room of its user, and a name. A client that gives its device no name gets a device for
 * its connection alone, so that other clients take nothing from it.
 *
 * @param site the website's name
 * @param room the room that stands for the user, or for all visitors
 * @param device tells the device from others of the room
 */
public record DeviceKey(String site, String room, String device) {
    /** How many characters a device's name may have. */
    public static final int MAX_DEVICE = 255;

    // Names that clients choose have no control characters: none can be one of these.
    private static final String CONNECTION = "\u0001"; // of a user, without a name
    static final String VISIT = "\u0002"; // of a visitor, without a name
    private static final String VISITOR = "\u0003"; // of a visitor, with one

    /**
     * A device of a user.
     *
     * @param room the user's own
     * @param name the name that the client gives it; empty when it gives none
     */
    public static DeviceKey ofUser(String site, String room, String name) {
        return new DeviceKey(site, room, name);
    }

    /**
     * A device of a visitor, who shares the room with all others.
     *
     * @param who tells visitors apart, as far as that is possible, in 64 characters at most: two visitors whose devices have
     *     the same name do not get each other's messages. The device's name is part of it
     * @param named whether the client gives its device a name
     */
    public static DeviceKey ofVisitor(String site, String room, String who, boolean named) {
        return new DeviceKey(site, room, named ? VISITOR + who : VISIT);
    }

    /** Whether it is a user's device without a name. (In older tables such a name is empty.) */
    boolean isNameless() {
        return isNameless(device);
    }

    static boolean isNameless(String device) {
        return device.isEmpty() || device.startsWith(CONNECTION);
    }

    /** Whether it is a visitor's device without a name: when it has left, nothing can wait for it. */
    boolean isVisit() {
        return isVisit(device);
    }

    static boolean isVisit(String device) {
        return device.startsWith(VISIT);
    }

    /** What may be shown of a device's name: what a client of a user has called it. */
    static String shown(String device) {
        return device.isEmpty() || Character.isISOControl(device.charAt(0)) ? "" : device;
    }

    /** Whether it is a user's, so that its rooms are those of all the user's devices. */
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
