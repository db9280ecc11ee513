package io.sockee.entity;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.sockee.api.PublishChanges;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An entity whose changes are published, with relations that are read late. */
@Entity
@PublishChanges(
        to = {"parcels", "of-{sender.id}"},
        as = Parcel.View.class)
class Parcel {

    /** What clients are told of one. */
    record View(
            long id,
            String state,
            List<String> tags,
            @Nullable String sender) {
        View(Parcel parcel) {
            this(
                    parcel.id,
                    parcel.state,
                    List.copyOf(parcel.tags), // read here, if not before
                    parcel.sender == null ? null : parcel.sender.getName());
            if (parcel.state.equals("unreadable")) {
                throw new IllegalStateException("as asked for");
            }
        }
    }

    /** Of whom nobody is told. */
    @Entity
    static class Sender {
        @Id
        private long id;

        private String name = "";

        protected Sender() {}

        Sender(long id, String name) {
            this.id = id;
            this.name = name;
        }

        public long getId() {
            return id;
        }

        public String getName() {
            return name;
        }
    }

    /** One whose changes are told with itself as the value. */
    @Entity
    @PublishChanges(event = "label", to = "labels")
    static class Label {
        @Id
        String name;

        int count;

        protected Label() {}

        Label(String name, int count) {
            this.name = name;
            this.count = count;
        }

        public String getName() {
            return name;
        }

        public int getCount() {
            return count;
        }

        @JsonIgnore
        public String getSecret() {
            return "secret";
        }
    }

    @Id
    @GeneratedValue
    private long id;

    @Version
    private int version;

    private String state;

    @ElementCollection(fetch = FetchType.LAZY)
    private List<String> tags = new ArrayList<>();

    @ManyToOne(fetch = FetchType.LAZY)
    private @Nullable Sender sender;

    protected Parcel() {
        state = "";
    }

    Parcel(String state, @Nullable Sender sender, String... tags) {
        this.state = state;
        this.sender = sender;
        this.tags.addAll(List.of(tags));
    }

    long id() {
        return id;
    }

    @Nullable
    Sender getSender() {
        return sender;
    }

    List<String> tags() {
        return tags;
    }

    void become(String other) {
        state = other;
    }
}
