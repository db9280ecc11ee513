package io.sockee.presence;

import io.sockee.hub.Member;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Does to the rooms what happens on this node, and tells the other nodes, who may ask for all of it once more at any time. Each
 * presence is kept before the others are told of it, and told to have left within the same step in which it is forgotten: so telling all
 * neither misses one nor names one that has left. Safe for any thread.
 */
final class ToldPresences implements OwnPresences.Rooms {

    private record Told(Scope scope, Present present) {}

    private final PresenceRooms rooms;
    private final PresenceExchange exchange;
    private final String node;
    private final Map<String, Told> told = new ConcurrentHashMap<>();

    ToldPresences(PresenceRooms rooms, PresenceExchange exchange, String node) {
        this.rooms = rooms;
        this.exchange = exchange;
        this.node = node;
    }

    @Override
    public void joined(Scope scope, Present one) {
        rooms.put(scope, one);
        if (!exchange.isAlone()) {
            told.put(one.ref(), new Told(scope, one));
            exchange.tell(new PresenceChange.Joined(node, scope, one));
        }
    }

    @Override
    public void replaced(Scope scope, String ref, Present by) {
        rooms.replace(scope, ref, by);
        if (!exchange.isAlone()) {
            told.put(by.ref(), new Told(scope, by));
            told.computeIfPresent(ref, (key, before) -> {
                exchange.tell(new PresenceChange.Replaced(node, scope, ref, by));
                return null;
            });
        }
    }

    @Override
    public void left(Scope scope, String ref) {
        rooms.remove(scope, ref);
        if (!exchange.isAlone()) {
            told.computeIfPresent(ref, (key, before) -> {
                exchange.tell(new PresenceChange.Left(node, scope, ref));
                return null;
            });
        }
    }

    @Override
    public void watch(Scope scope, Member member) {
        rooms.watch(scope, member);
    }

    @Override
    public void unwatch(Scope scope, Member member) {
        rooms.unwatch(scope, member);
    }

    @Override
    public void gone(Scope scope, Member member) {
        rooms.gone(scope, member);
    }

    void tellAll() {
        told.keySet()
                .forEach(each -> told.computeIfPresent(each, (ref, one) -> {
                    exchange.tell(new PresenceChange.Joined(node, one.scope(), one.present()));
                    return one;
                }));
    }
}
