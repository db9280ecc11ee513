package io.sockee.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.sockee.api.On;
import io.sockee.event.RawArguments;
import jakarta.persistence.Entity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client may set of an object: what anybody may, and not what happens to have a getter. */
class OpenPropertiesTest {

    public static class Account {
        private long id = 1;
        private String name = "";
        private boolean admin;
        private final List<String> roles = new ArrayList<>();
        private final Map<String, String> notes = new HashMap<>();
        private final int version = Integer.parseInt("3");

        @JsonProperty
        private String nick = "";

        public String email = "";

        public long getId() {
            return id;
        }

        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }

        public boolean isAdmin() {
            return admin;
        }

        public List<String> getRoles() {
            return roles;
        }

        public Map<String, String> getNotes() {
            return notes;
        }

        public int getVersion() {
            return version;
        }

        protected void setId(long id) {
            this.id = id;
        }

        String all() {
            return id + " " + name + " " + admin + roles + notes + " " + version + " " + nick + " " + email;
        }
    }

    public static class Closed {
        private String name = "";

        public String getName() {
            return name;
        }
    }

    public static class Nothing {}

    public static class Anything {
        private final Map<String, Object> all = new HashMap<>();

        @JsonAnySetter
        public void set(String name, Object value) {
            all.put(name, value);
        }
    }

    public static class Built {
        private final String name;

        public Built(String name) {
            this.name = name;
        }
    }

    public record Nested(List<Closed> closed) {}

    public static class TakesClosed {
        @On("e")
        public void call(Closed value) {}
    }

    public static class TakesNested {
        @On("e")
        public void call(Map<String, Nested> value) {}
    }

    public static class TakesOthers {
        @On("e")
        public void call(Nothing nothing, Anything anything, Built built, Account account) {}
    }

    @Entity
    public static class Item {
        private String name = "";

        public void setName(String name) {
            this.name = name;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    public static class TakesEntity {
        @On("one")
        public void one(Item item) {}

        @On("many")
        public void many(List<Item> items, Account account) {}
    }

    private final ValueCodec codec = new ValueCodec(100);

    @Test
    void anEntityIsWarnedOfWhenTheApplicationStarts() {
        try (LogLines log = LogLines.of(Signature.class)) {
            assertThat(scan(TakesEntity.class, new TakesEntity()).size()).isEqualTo(2);
            assertThat(log.warnings())
                    .hasSize(2)
                    .allMatch(line -> line.contains(Item.class.getName()) && line.contains("Take a record"))
                    .anyMatch(line -> line.contains("TakesEntity.one"));
        }
    }

    @Test
    void privateFieldsAndCollectionsBehindGettersStay() {
        String json = ("{'id':2,'name':'Ann','admin':true,'roles':['admin'],'notes':{'a':'b'},'version':4,'nick':'A',"
                        + "'email':'e'}")
                .replace('\'', '"');
        Account account =
                (Account) codec.read(codec.reader(Account.class), RawArguments.of(List.of(json), List.of()), 0, "");
        assertThat(account.all()).isEqualTo("1 Ann false[]{} 3 A e");
    }

    private <T> Routes scan(Class<T> type, T controller) {
        ControllerScan scan = new ControllerScan(codec, Optional.empty(), key -> Optional.empty());
        scan.add(type, controller);
        return scan.routes();
    }

    @Test
    void aClassOfWhichNothingCanBeSetStopsTheDeployment() {
        assertThatThrownBy(() -> scan(TakesClosed.class, new TakesClosed()))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("The parameter value (Closed) of " + TakesClosed.class.getName()
                        + ".call cannot be" + " bound: nothing of a " + Closed.class.getName()
                        + " can be set: it has no public setter");
        assertThatThrownBy(() -> scan(TakesNested.class, new TakesNested()))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("nothing of a " + Closed.class.getName());
    }

    @Test
    void othersDoNot() {
        assertThat(scan(TakesOthers.class, new TakesOthers()).size()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"x\":1}", "{}"})
    void whatIsNoPropertyIsIgnored(String json) {
        assertThat(codec.read(codec.reader(Nothing.class), RawArguments.of(List.of(json), List.of()), 0, ""))
                .isInstanceOf(Nothing.class);
    }
}
