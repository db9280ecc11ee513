package io.sockee.delivery;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which devices are in which rooms, as the database has it. Each call blocks, in the transaction of the entity manager. */
final class DeviceRooms {
    private final EntityManager entities;

    DeviceRooms(EntityManager entities) {
        this.entities = entities;
    }

    /** The known devices of a site that are in any of the rooms. */
    SortedSet<Long> devicesIn(String site, Collection<String> rooms) {
        SortedSet<Long> all = new TreeSet<>();
        for (List<String> chunk : DeviceStore.chunks(rooms)) {
            all.addAll(entities.createQuery(
                            "select distinct d.id from Device d join DeviceRoom r on r.id.device = d.id"
                                    + " where d.site = :site and d.expired = false and r.id.room in (:rooms)",
                            Long.class)
                    .setParameter("site", site)
                    .setParameter("rooms", chunk)
                    .getResultList());
        }
        return all;
    }

    /** The known devices of a user that may be in other rooms than these. */
    List<Long> differing(DeviceKey user, Set<String> rooms) {
        boolean few = !rooms.isEmpty()
                && rooms.size() <= DeviceStore.CHUNK; // with more, all devices: whether they differ shows later
        TypedQuery<Long> query = entities.createQuery(
                        "select d.id from Device d where d.site = :site and d.room = :room and d.expired = false"
                                + (few
                                        ? " and ((select count(r) from DeviceRoom r where r.id.device = d.id) <> :rooms"
                                                + " or exists (select 1 from DeviceRoom r where r.id.device = d.id"
                                                + " and r.id.room not in (:names)))"
                                        : ""),
                        Long.class)
                .setParameter("site", user.site())
                .setParameter("room", user.room());
        return few
                ? query.setParameter("rooms", (long) rooms.size())
                        .setParameter("names", rooms)
                        .getResultList()
                : query.getResultList();
    }

    /** Puts each of the devices into these rooms and no others. */
    void set(Collection<Long> devices, Set<String> rooms) {
        for (Long device : devices) {
            Set<String> present = Set.copyOf(
                    entities.createQuery("select r.id.room from DeviceRoom r where r.id.device = :device", String.class)
                            .setParameter("device", device)
                            .getResultList());
            List<String> left =
                    present.stream().filter(room -> !rooms.contains(room)).toList();
            for (List<String> chunk : DeviceStore.chunks(left)) {
                int unused = entities.createQuery(
                                "delete from DeviceRoom r where r.id.device = :device and r.id.room in (:rooms)")
                        .setParameter("device", device)
                        .setParameter("rooms", chunk)
                        .executeUpdate();
            }
            rooms.stream()
                    .filter(room -> !present.contains(room))
                    .forEach(room -> entities.persist(new DeviceRoom(device, room)));
        }
    }
}
