package io.sockee.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A user, as in Sockey's table. The folded name makes names unique regardless of case, on every database. */
@Entity
@Table(name = "users")
@NamedQuery(name = "UserAccount.byName", query = "select u from UserAccount u where u.foldedName = :name")
public class UserAccount {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Column(nullable = false, length = 64)
    private String name;

    @Column(name = "name_folded", nullable = false, unique = true, length = 64)
    private String foldedName;

    @Column(length = 128)
    private @Nullable String email;

    @Column(name = "password", nullable = false, length = 255)
    private String passwordHash;

    @Column(name = "date_register", nullable = false)
    private Instant registered;

    @Column(nullable = false)
    private boolean disabled;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected UserAccount() {}

    UserAccount(String name, @Nullable String email, String passwordHash, Instant registered) {
        this.name = name;
        this.foldedName = fold(name);
        this.email = email;
        this.passwordHash = passwordHash;
        this.registered = registered;
    }

    /** A name in the form in which names are compared: lower case is enough, since names are ASCII. */
    static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** The user's number; known when the user has been stored. */
    public long id() {
        if (id == null) {
            throw new IllegalStateException("The user has not been stored.");
        }
        return id;
    }

    public String name() {
        return name;
    }

    public @Nullable String email() {
        return email;
    }

    public Instant registered() {
        return registered;
    }

    /** Whether this is the user's name, regardless of case. */
    boolean isCalled(String other) {
        return foldedName.equals(fold(other)) || fold(name).equals(fold(other));
    }

    public boolean isDisabled() {
        return disabled;
    }

    String passwordHash() {
        return passwordHash;
    }

    void passwordHash(String hash) {
        passwordHash = hash;
    }

    void disabled(boolean is) {
        disabled = is;
    }
}
