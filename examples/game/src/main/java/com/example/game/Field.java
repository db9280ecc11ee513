package com.example.game;

import io.sockee.api.RefusedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The whole game, without a server or a clock: who is where, and where the stars are. Safe for any thread. */
final class Field {
    static final int WIDTH = 1000;
    static final int HEIGHT = 600;
    static final int RADIUS = 16;
    static final int MAX_PLAYERS = 40;
    private static final int STARS = 12;

    /** How far a player gets in one step, and how near a star has to be. */
    private static final double STRIDE = 12;

    private static final double REACH = 30;

    private final Map<String, Body> bodies = new LinkedHashMap<>();
    private final List<Star> stars = new ArrayList<>();
    private final RandomGenerator random;

    record Star(int x, int y) {}

    record Player(String id, int x, int y, int score) {}

    /** All that is to be seen at a moment. */
    record Frame(List<Player> players, List<Star> stars) {}

    Field(RandomGenerator random) {
        this.random = random;
        for (int i = 0; i < STARS; i++) {
            stars.add(newStar());
        }
    }

    /** Puts a player in the middle; who is there already stays. */
    synchronized void enter(String id) {
        if (bodies.size() >= MAX_PLAYERS && !bodies.containsKey(id)) {
            throw new RefusedException("The field is full.");
        }
        bodies.computeIfAbsent(id, unused -> new Body());
    }

    synchronized void leave(String id) {
        bodies.remove(id);
    }

    /** Where a player goes from now on: a vector, of which no more than the length 1 counts. Others than players are ignored. */
    synchronized void steer(String id, double x, double y) {
        Body body = bodies.get(id);
        double length = Math.hypot(x, y);
        if (body != null && Double.isFinite(length)) {
            body.dx = x / Math.max(1, length);
            body.dy = y / Math.max(1, length);
        }
    }

    synchronized Frame step() {
        bodies.values().forEach(this::move);
        List<Player> players = new ArrayList<>();
        bodies.forEach((id, body) -> players.add(new Player(id, (int) body.x, (int) body.y, body.score)));
        return new Frame(players, List.copyOf(stars));
    }

    private void move(Body body) {
        body.x = within(WIDTH, body.x + STRIDE * body.dx);
        body.y = within(HEIGHT, body.y + STRIDE * body.dy);
        stars.replaceAll(star -> {
            if (Math.hypot(star.x() - body.x, star.y() - body.y) > REACH) {
                return star;
            }
            body.score++;
            return newStar();
        });
    }

    /** Players stay on the field with all that is to be seen of them. */
    private static double within(int size, double at) {
        return Math.max(RADIUS, Math.min(size - RADIUS, at));
    }

    private Star newStar() {
        return new Star(random.nextInt(20, WIDTH - 20), random.nextInt(20, HEIGHT - 20));
    }

    private static final class Body {
        private double x = WIDTH / 2.0;
        private double y = HEIGHT / 2.0;
        private double dx;
        private double dy;
        private int score;
    }
}
