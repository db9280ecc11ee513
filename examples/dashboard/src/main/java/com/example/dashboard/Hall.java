package com.example.dashboard;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** A hall of machines that are only played, and the last values of each. Safe for any thread. */
final class Hall {
    /** So many values are kept of each channel: a minute of them. */
    static final int KEPT = 240;

    static final List<Channel> CHANNELS = List.of(
            new Channel("oven.temperature", "Oven", "°C", 180, 4),
            new Channel("oven.power", "Oven, power", "kW", 42, 3),
            new Channel("press.force", "Press", "kN", 610, 25),
            new Channel("press.oil", "Press, oil", "bar", 160, 6),
            new Channel("mill.speed", "Mill", "rpm", 2_900, 40),
            new Channel("mill.vibration", "Mill, vibration", "mm/s", 2.8, 0.3));

    /** Something that is measured; its values are around {@code usual}. */
    record Channel(String name, String title, String unit, double usual, double sway) {}

    /** A value of a channel, and when it was measured: seconds since 1970. */
    record Value(String channel, double time, double value) {}

    private final Map<String, Deque<Value>> values = new LinkedHashMap<>();
    private final RandomGenerator random;

    Hall(RandomGenerator random) {
        this.random = random;
        CHANNELS.forEach(channel -> values.put(channel.name(), new ArrayDeque<>()));
    }

    /** Measures all channels once. */
    synchronized List<Value> measure(double time) {
        return CHANNELS.stream().map(channel -> measure(channel, time)).toList();
    }

    private Value measure(Channel channel, double time) {
        Deque<Value> kept = values.get(channel.name());
        double before = kept.isEmpty() ? channel.usual() : kept.getLast().value();
        double back = 0.1 * (channel.usual() - before);
        double value = before + back + channel.sway() * 0.5 * random.nextGaussian();
        Value measured = new Value(channel.name(), time, Math.round(value * 100) / 100.0);
        kept.addLast(measured);
        if (kept.size() > KEPT) {
            kept.removeFirst();
        }
        return measured;
    }

    /** The last values of a channel, the oldest first; none when there is no such channel. */
    synchronized List<Value> last(String channel) {
        return List.copyOf(values.getOrDefault(channel, new ArrayDeque<>()));
    }
}
