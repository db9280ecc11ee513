package io.sockee.site;

import java.util.Collection;

/** Which names of rooms are allowed: they come from websites and are stored. */
public final class Rooms {
    /** How many characters a name may have: as many as the tables have room for. */
    public static final int MAX_LENGTH = 255;

    private Rooms() {}

    /** Whether every database tells the text from all others: for some, spaces at the end make no difference. */
    public static boolean isStorable(String text) {
        return !text.endsWith(" ") && isUnicode(text) && text.chars().noneMatch(Character::isISOControl);
    }

    /** Whether the text has no lone surrogate, which would be stored as a question mark. */
    public static boolean isUnicode(String text) {
        return text.codePoints().noneMatch(point -> Character.getType(point) == Character.SURROGATE);
    }

    /** Whether all names are allowed. */
    public static boolean areValid(Collection<String> rooms) {
        return rooms.stream().allMatch(Rooms::isValid);
    }

    /** Whether the name is allowed. */
    public static boolean isValid(String room) {
        return !room.isEmpty() && room.length() <= MAX_LENGTH && isStorable(room);
    }
}
