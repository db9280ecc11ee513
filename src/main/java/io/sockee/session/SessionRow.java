package io.sockee.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sockee.api.User;
import io.sockee.session.SessionStore.Stored;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A session, as a row. Its number stays while its id changes; of the id it has a digest only. Whoever changes it has locked it, so
 * that of changes that come from two servers none is lost.
 */
@Entity
@Table(name = "sockee_sessions")
@NamedQuery(name = "Session.byDigest", query = "select s from SessionRow s where s.digest = :digest")
@NamedQuery(name = "Session.numberOf", query = "select s.id from SessionRow s where s.digest = :digest")
@NamedQuery(name = "Session.versions", query = "select s.id, s.version from SessionRow s where s.id in (:ids)")
@NamedQuery(
        name = "Session.changed",
        query = "select s.id, s.version from SessionRow s where s.changed >= :since order by s.changed desc")
@NamedQuery(
        name = "Session.othersOfUser",
        query = "select s.id from SessionRow s where s.userId = :user and s.id <> :spared order by s.used desc")
@NamedQuery(name = "Session.delete", query = "delete from SessionRow s where s.id in (:ids)")
@NamedQuery(name = "Session.deleteByDigest", query = "delete from SessionRow s where s.digest = :digest")
@NamedQuery(
        name = "Session.past",
        query = "select s.id from SessionRow s where s.used < :used or s.created < :created order by s.id")
@NamedQuery(
        name = "Session.deletePast",
        query = "delete from SessionRow s where s.id in (:ids) and (s.used < :used or s.created < :created)")
public class SessionRow {
    /** How long the columns of data and of channels are, in characters. */
    private static final int LONGEST = 1_048_576;

    private static final int ROLES = 4_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Column(nullable = false, unique = true, length = 64)
    private String digest;

    @Column(nullable = false)
    private long version;

    @Column(nullable = false)
    private Instant created;

    @Column(nullable = false)
    private Instant used;

    @Column(nullable = false)
    private Instant changed;

    @Column(name = "user_id")
    private @Nullable String userId;

    @Column(name = "user_name")
    private @Nullable String userName;

    @Column(name = "user_roles", length = ROLES)
    private @Nullable String userRoles;

    @Column(name = "user_login")
    private @Nullable Long userLogin;

    @Column(name = "user_until")
    private @Nullable Instant userUntil;

    @Column(nullable = false, length = LONGEST)
    private String data;

    @Column(nullable = false, length = LONGEST)
    private String channels;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected SessionRow() {}

    SessionRow(String digest, SessionState state, Instant now) {
        this.version = 0;
        set(digest, state, now);
    }

    private static Instant stored(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    /** From now on it holds this. */
    final void set(String newDigest, SessionState state, Instant now) {
        digest = newDigest;
        version++;
        created = stored(state.created());
        used = stored(state.used());
        changed = stored(now);
        SessionUser user = state.user().orElse(null);
        userId = user == null ? null : user.user().id();
        userName = user == null ? null : user.user().name();
        userRoles =
                user == null ? null : text(user.user().roles().stream().sorted().toList());
        userLogin = user == null ? null : user.login();
        userUntil = user == null || user.until() == null ? null : stored(user.until());
        List<String> values = new ArrayList<>();
        state.data().forEach((key, value) -> {
            values.add(key);
            values.add(value);
        });
        data = text(values);
        channels = text(state.channels());
    }

    String digest() {
        return digest;
    }

    Stored stored() {
        return new Stored(Objects.requireNonNull(id), digest, version, state());
    }

    SessionState state() {
        Map<String, String> values = new LinkedHashMap<>();
        String[] all = texts(data);
        for (int i = 0; i + 1 < all.length; i += 2) {
            values.put(all[i], all[i + 1]);
        }
        return new SessionState(created, used, user(), values, new LinkedHashSet<>(List.of(texts(channels))));
    }

    private Optional<SessionUser> user() {
        if (userId == null || userName == null) {
            return Optional.empty();
        }
        Set<String> roles = userRoles == null ? Set.of() : Set.of(texts(userRoles));
        return Optional.of(new SessionUser(new User(userId, userName, roles), userLogin, userUntil));
    }

    private static String text(Object values) {
        try {
            return JSON.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts always become JSON", e);
        }
    }

    private static String[] texts(String json) {
        try {
            return JSON.readValue(json, String[].class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A row of sockee_sessions was not written by Sockee.");
        }
    }
}
