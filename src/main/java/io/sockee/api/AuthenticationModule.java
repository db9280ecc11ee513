package io.sockee.api;

/**
 * A way to find out who somebody is: a CDI bean with a {@link jakarta.inject.Named} by which clients choose it, from a socket by
 * the event {@code authenticate} or with the auth payload {@code {module, parameters}}, and over HTTP where the settings say so. Two
 * names are taken: {@code sockee}, for the users that Sockee keeps, and {@code jwt}.
 *
 * <p>Attempts that are refused count against their address: with too many, the module is not asked for a while.
 */
@FunctionalInterface
public interface AuthenticationModule {

    /**
     * Finds out who it is. Runs on a thread that may block, within a request context; safe for any thread, as several may ask at
     * a time.
     *
     * @param credentials what the client has sent
     * @return who it is
     * @throws RefusedException when it is nobody who may come in. The message is for the client, and should be the same for an
     *     unknown name and a wrong password; {@linkplain RefusedException#data data} goes beside it, as {@code info}, such as how many
     *     attempts are left
     */
    Authenticated authenticate(Credentials credentials);
}
