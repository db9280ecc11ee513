package io.sockee.site;

import java.util.Collection;

/** What rooms' names may be: they come from websites, and are stored. */
public final class Rooms {
    /** Characters in a name at most, as long as the tables have room for. */
    public static final int MAX_LENGTH = 255;

    private Rooms() {}

    /** Whether every database tells the text from all others: some do not see spaces at its end. */
    public static boolean isStorable(String text) {
        return !text.endsWith(" ") && isUnicode(text) && text.chars().noneMatch(Character::isISOControl);
    }

    /** Whether the text has no half of a character, in whose place UTF-8 would have a question mark. */
    public static boolean isUnicode(String text) {
        return text.codePoints().noneMatch(point -> Character.getType(point) == Character.SURROGATE);
    }

    /** Whether all of them may be. */
    public static boolean areValid(Collection<String> rooms) {
        return rooms.stream().allMatch(Rooms::isValid);
    }

    /** Whether a room may have the name. */
    public static boolean isValid(String room) {
        return !room.isEmpty() && room.length() <= MAX_LENGTH && isStorable(room);
    }
}
