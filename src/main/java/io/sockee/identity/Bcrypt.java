package io.sockee.identity;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.CryptoServicesRegistrar;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/** Compares passwords with hashes of bcrypt that others have made. Safe for any thread. */
public final class Bcrypt {
    private static final Pattern FORM = Pattern.compile("\\$2[aby]\\$(\\d\\d)\\$[./A-Za-z0-9]{53}");

    /** What bcrypt looks at, in bytes. */
    private static final int LONGEST = 72;

    private static final int LOWEST_COST = 4;
    private static final int HIGHEST_COST = 31;

    // Bouncy Castle leaves its defaults in a thread-local of the thread that uses it first: one of the server's threads
    // would keep the classes of this application for as long as it lives.
    static {
        CryptoServicesRegistrar.clearThreadProperty(CryptoServicesRegistrar.Property.DSA_DEFAULT_PARAMS);
        CryptoServicesRegistrar.clearThreadProperty(CryptoServicesRegistrar.Property.DH_DEFAULT_PARAMS);
    }

    private Bcrypt() {}

    /** The cost of a hash: one more doubles the time that a comparison takes. Empty when the text is no such hash. */
    public static OptionalInt cost(String hash) {
        Matcher form = FORM.matcher(hash);
        if (!form.matches()) {
            return OptionalInt.empty();
        }
        int cost = Integer.parseInt(form.group(1));
        return cost < LOWEST_COST || cost > HIGHEST_COST ? OptionalInt.empty() : OptionalInt.of(cost);
    }

    /** Whether the hash is one of the password. Blocks for as long as its cost says, whatever the password is. */
    public static boolean matches(String password, String hash) {
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        return OpenBSDBCrypt.checkPassword(
                hash, bytes.length <= LONGEST ? bytes : Arrays.copyOf(bytes, LONGEST)); // it never looked at more
    }
}
