package com.example.game;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.game.Field.Frame;
import com.example.game.Field.Player;
import com.example.game.Field.Star;
import io.sockee.api.RefusedException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FieldTest {
    private final Field field = new Field(new Random(7));

    private Player player() {
        return field.step().players().get(0);
    }

    @Test
    void nobodyLeavesTheField() {
        field.enter("ann");
        field.steer("ann", 1, 0);

        for (int i = 0; i < 100; i++) {
            field.step();
        }

        assertEquals(Field.WIDTH - Field.RADIUS, player().x());
        assertEquals(Field.HEIGHT / 2, player().y());
    }

    @Test
    void nobodyIsFasterThanOthers() {
        field.enter("ann");
        field.steer("ann", 1_000, 0);

        assertEquals(Field.WIDTH / 2 + 12, player().x());
    }

    @Test
    void whatIsNoDirectionIsIgnored() {
        field.enter("ann");
        field.steer("ann", Double.POSITIVE_INFINITY, Double.NaN);
        field.steer("nobody", 1, 1);

        assertEquals(Field.WIDTH / 2, player().x());
    }

    @Test
    void aStarIsCollectedByGoingThere() {
        field.enter("ann");
        Frame before = field.step();
        Star star = before.stars().get(0);

        for (int i = 0; i < 200 && field.step().stars().contains(star); i++) {
            Player ann = player();
            field.steer("ann", star.x() - ann.x(), star.y() - ann.y());
        }

        Frame after = field.step();
        assertFalse(after.stars().contains(star));
        assertEquals(before.stars().size(), after.stars().size());
        assertTrue(player().score() > 0);
    }

    @Test
    void theFieldHasRoomForSoMany() {
        for (int i = 0; i < Field.MAX_PLAYERS; i++) {
            field.enter("player" + i);
        }
        field.enter("player0");

        assertThrows(RefusedException.class, () -> field.enter("ann"));

        field.leave("player0");
        field.enter("ann");
    }
}
