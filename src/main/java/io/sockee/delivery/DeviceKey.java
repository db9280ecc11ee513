package io.sockee.delivery;

/**
 * Whose device it is.
 *
 * @param site the website's name
 * @param room the room that stands for the user
 * @param device what the client calls the device; empty unless it says
 */
public record DeviceKey(String site, String room, String device) {
    /** Characters that a device's name may have. */
    public static final int MAX_DEVICE = 255;

    @Override
    public String toString() {
        return "site=" + site + " room=" + room;
    }
}
