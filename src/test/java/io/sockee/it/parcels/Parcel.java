package io.sockee.it.parcels;

import io.sockee.api.PublishChanges;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;

/** An entity whose changes are published. Its key is given, so that it is inserted no earlier than at the commit. */
@Entity
@PublishChanges(namespace = "/tx", to = "parcel-{id}")
public class Parcel {
    @Id
    private String id;

    @Version
    private int version;

    private String state = "packed";

    @ElementCollection(fetch = FetchType.LAZY)
    private List<String> tags = new ArrayList<>();

    protected Parcel() {}

    public Parcel(String id) {
        this.id = id;
        tags.add("a");
    }

    public String getId() {
        return id;
    }

    public String getState() {
        return state;
    }

    public void setState(String state) {
        this.state = state;
    }

    public List<String> getTags() {
        return tags;
    }
}
