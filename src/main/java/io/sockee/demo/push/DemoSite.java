package io.sockee.demo.push;

import io.sockee.push.OwnSite;
import io.sockee.site.ApiKey;
import io.sockee.site.Site;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The site of the demo. Its key is made anew at each start and leaves the server only for the server. */
@ApplicationScoped
public class DemoSite implements OwnSite {
    private static final String NAME = "demo";
    private static final String USER_ROOM = "user_";

    /** Where the website sends, and the key that it shows there. */
    record Access(URI send, String key) {}

    private volatile @Nullable Access access;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Site site(URI server) {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        String key = HexFormat.of().formatHex(random);
        access = new Access(server.resolve("send"), key);
        return new Site(
                NAME,
                server.resolve("demo/website/rooms"),
                "Bearer",
                List.of(ApiKey.of(key)),
                Optional.of(USER_ROOM),
                Optional.empty(),
                Optional.empty());
    }

    /** What the website needs to send; nothing where there is no demo. */
    Optional<Access> access() {
        return Optional.ofNullable(access);
    }

    /** The rooms of a user in JSON; nothing for a name that is none. */
    Optional<String> rooms(String user) {
        return user.matches("[A-Za-z0-9-]{1,32}")
                ? Optional.of("[\"" + USER_ROOM + user + "\",\"everyone\"]")
                : Optional.empty();
    }
}
