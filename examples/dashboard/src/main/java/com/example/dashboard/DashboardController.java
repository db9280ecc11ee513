package com.example.dashboard;

import com.example.dashboard.Hall.Channel;
import com.example.dashboard.Hall.Value;
import io.sockee.api.Action;
import io.sockee.api.Actions;
import io.sockee.api.Publisher;
import io.sockee.api.RefusedException;
import io.sockee.api.Socket;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** What is measured, for who watches it: each channel has a room. */
@Actions("hall")
public class DashboardController {
    private final Hall hall = new Hall(new Random());

    @Inject
    Publisher publisher;

    /** What can be watched; also at {@code /api/hall/channels}. */
    @Action
    public List<Channel> channels() {
        return Hall.CHANNELS;
    }

    /** Values come from now on, by the event {@code measured}. Returns those before. */
    @Action
    public List<Value> watch(Socket socket, String channel) {
        if (Hall.CHANNELS.stream().noneMatch(one -> one.name().equals(channel))) {
            throw new RefusedException("There is no channel " + channel + ".");
        }
        socket.join(channel); // first: a value may come twice then, but none gets lost
        return hall.last(channel);
    }

    @Action
    public void unwatch(Socket socket, String channel) {
        socket.leave(channel);
    }

    /** Measures once. Who cannot take a value at once does not get it: the next one comes soon. */
    public void measure() {
        for (Value value : hall.measure(Instant.now().toEpochMilli() / 1000.0)) {
            publisher.to(value.channel()).ifWritable().emit("measured", value);
        }
    }
}
