package io.sockee.delivery;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A device that was connected once, as a row of the database. Whoever changes its queue locks this row first. It has the number
 * and size of the waiting messages, so that rows need not be counted. Used within one transaction, by one thread.
 */
@Entity
@Table(name = "push_devices")
public class Device {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Column(nullable = false, length = 64)
    private String site;

    @Column(nullable = false, length = 255)
    private String room;

    @Column(nullable = false, length = 255)
    private String device;

    @Column(name = "last_seq", nullable = false)
    private long lastSeq;

    @Column(nullable = false)
    private int waiting;

    @Column(name = "waiting_bytes", nullable = false)
    private long waitingBytes;

    @Column(length = 64)
    private @Nullable String node;

    @Column(length = 64)
    private @Nullable String socket;

    @Column(name = "left_at")
    private @Nullable Instant leftAt;

    @Enumerated(EnumType.STRING)
    @Column(length = 64)
    private @Nullable Gap gap;

    @Column(name = "gap_seq", nullable = false)
    private long gapSeq;

    @Column(nullable = false)
    private boolean expired;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected Device() {}

    Device(DeviceKey key) {
        this.site = key.site();
        this.room = key.room();
        this.device = key.device();
    }

    long id() {
        if (id == null) {
            throw new IllegalStateException("The device has not been stored.");
        }
        return id;
    }

    String room() {
        return room;
    }

    DeviceKey key() {
        return new DeviceKey(site, room, device);
    }

    /** Whether it is a nameless device of this user. */
    boolean isNamelessOf(DeviceKey user) {
        return isNameless() && site.equals(user.site()) && room.equals(user.room());
    }

    boolean isNameless() {
        return DeviceKey.isNameless(device);
    }

    boolean isVisit() {
        return DeviceKey.isVisit(device);
    }

    /** When it left; a time long ago while it is connected. */
    Instant leftAt() {
        return leftAt == null ? Instant.EPOCH : leftAt;
    }

    /** The place of the last message that was put into its queue, whether or not that still waits. */
    long lastSeq() {
        return lastSeq;
    }

    int waiting() {
        return waiting;
    }

    /** What has been left out, if the device has not been told of it. */
    Optional<Missed> missed() {
        return Optional.ofNullable(gap).map(why -> new Missed(why, gapSeq));
    }

    /** Whether it was away for so long that nothing is kept for it. */
    boolean isExpired() {
        return expired;
    }

    /** Whether it is connected by this socket. */
    boolean isConnectedBy(String node, String socket) {
        return node.equals(this.node) && socket.equals(this.socket);
    }

    /** The socket by which it is connected to a node; nothing when it is not. */
    Optional<String> socketOn(String thisNode) {
        return thisNode.equals(node) ? Optional.ofNullable(socket) : Optional.empty();
    }

    /** Makes it connected by this socket and no other. */
    void connect(String toNode, String bySocket) {
        node = toNode;
        socket = bySocket;
        leftAt = null;
        expired = false;
    }

    /** Makes it one that has left. */
    void leave(Instant now) {
        node = null;
        socket = null;
        leftAt = now;
    }

    /** Whether it is connected to no node. */
    boolean isAway() {
        return socket == null;
    }

    /** Whether it left before a time and is still away. */
    boolean leftBefore(Instant time) {
        return leftAt != null && leftAt.isBefore(time);
    }

    /** Whether one more message may wait. */
    boolean hasRoomFor(Message message, QueueLimits limits) {
        return waiting < limits.messages() && waitingBytes + message.bytes() <= limits.bytes();
    }

    /** Counts one more message; returns its place. */
    long append(Message message) {
        waiting++;
        waitingBytes += message.bytes();
        return ++lastSeq;
    }

    /** Counts messages that have been removed from the queue. */
    void removed(int messages, long bytes) {
        waiting -= messages;
        waitingBytes -= bytes;
    }

    /** Sets the counts to what was counted in the table. */
    void waits(int messages, long bytes) {
        waiting = messages;
        waitingBytes = bytes;
    }

    /** Sets the counts to zero: the queue was cleared, of which the device has to be told. */
    void clear(Gap why) {
        waiting = 0;
        waitingBytes = 0;
        missed(new Missed(why, lastSeq));
    }

    /** Makes it expired: nothing is kept for it until it comes again. */
    void expire() {
        clear(Gap.EXPIRED);
        expired = true;
    }

    /** Notes that something was left out, of which the device has to be told. */
    void missed(Missed what) {
        gap = what.why();
        gapSeq = Math.max(gapSeq, what.upTo());
    }

    /** Notes that the device knows what was left out up to a place; of what was left out later it has still to be told. */
    void knows(long upTo) {
        if (gapSeq <= upTo) {
            gap = null;
        }
    }
}
