package com.example.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.dashboard.Hall.Channel;
import com.example.dashboard.Hall.Value;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HallTest {
    private final Hall hall = new Hall(new Random(7));

    @Test
    void keepsAMinute() {
        for (int i = 0; i < Hall.KEPT + 10; i++) {
            hall.measure(i);
        }

        List<Value> last = hall.last("oven.power");

        assertEquals(Hall.KEPT, last.size());
        assertEquals(10, last.get(0).time());
    }

    @Test
    void valuesStayAroundWhatIsUsual() {
        for (int i = 0; i < 10_000; i++) {
            List<Value> values = hall.measure(i);
            for (int c = 0; c < values.size(); c++) {
                Channel channel = Hall.CHANNELS.get(c);
                assertEquals(channel.usual(), values.get(c).value(), 8 * channel.sway());
            }
        }
    }

    @Test
    void hasNothingOfWhatItDoesNotKnow() {
        assertTrue(hall.last("roof.rain").isEmpty());
    }
}
