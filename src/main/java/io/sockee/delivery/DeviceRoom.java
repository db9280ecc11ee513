package io.sockee.delivery;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;

/** A room that a device was in when it was last connected. */
@Entity
@Table(name = "push_device_rooms")
public class DeviceRoom {

    /** Both columns. */
    @Embeddable
    public record Id(
            @Column(name = "device") long device,
            @Column(name = "room", length = 255) String room) implements Serializable {}

    @EmbeddedId
    @SuppressWarnings("UnusedVariable") // read by the database
    private Id id;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected DeviceRoom() {}

    DeviceRoom(long device, String room) {
        this.id = new Id(device, room);
    }
}
