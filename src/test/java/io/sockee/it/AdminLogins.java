package io.sockee.it;

/** Who may use the admin UI in tests. */
public final class AdminLogins {
    public static final String NAME = "ann";

    public static final String PASSWORD = "open sesame";

    /** Of that password, with the lowest cost. */
    public static final String HASH = "$2b$04$N9qo8uLOickgx2ZMRZoMyeD6cuue4VdM9VS1cJ/wwOaQJuY83FyIy";

    private AdminLogins() {}
}
