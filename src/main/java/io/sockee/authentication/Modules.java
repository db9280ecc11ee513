package io.sockee.authentication;

import io.sockee.api.Arguments;
import io.sockee.api.Authenticated;
import io.sockee.api.Credentials;
import io.sockee.api.RefusedException;
import io.sockee.event.RawArguments;
import io.sockee.limit.Buckets;
import io.sockee.limit.Rate;
import io.sockee.proxy.Arrival;
import io.sockee.routing.BindableArguments;
import io.sockee.routing.LimitException;
import io.sockee.routing.RefusalKind;
import io.sockee.routing.ValueCodec;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The authentication modules, by name. An address whose attempts at a module are refused too often is refused before that module is
 * asked, but for tokens of other issuers, which cannot be guessed.
 * Blocks as long as a module does; safe for any thread.
 */
public final class Modules {
    /** The module of the users that Sockee keeps. */
    public static final String SOCKEE = "sockee";

    /** The module of tokens from elsewhere. */
    public static final String JWT = "jwt";

    /** Of how many addresses failures are counted: see {@link Buckets}. */
    private static final int MOST = 100_000;

    private static final double MINUTE = 60;

    private final Map<String, Module> modules;
    private final ValueCodec codec;
    private final LongSupplier clock;
    private final Buckets failures;

    /**
     * @param clock monotonic nanoseconds
     * @param failuresPerMinute how many refused attempts an address has in a minute, and at once
     */
    public Modules(Map<String, Module> modules, ValueCodec codec, LongSupplier clock, int failuresPerMinute) {
        this.modules = Map.copyOf(modules);
        this.codec = codec;
        this.clock = clock;
        this.failures = new Buckets(new Rate(failuresPerMinute / MINUTE, failuresPerMinute), MOST);
    }

    /** Whether there is a module of that name. */
    public boolean has(String name) {
        return modules.containsKey(name);
    }

    /**
     * Finds out who a socket's client is.
     *
     * @param parameters JSON, as the client sent it
     * @throws RefusedException when it is nobody who may come in, with what the client is told
     */
    public Module.Known authenticate(String name, String parameters, String address) {
        return attempt(name, parameters, address, Module::authenticate);
    }

    /** The same for a single request, for which no login begins. */
    public Authenticated verify(String name, String parameters, String address) {
        return attempt(name, parameters, address, Module::verify);
    }

    private Module module(String name) {
        Module module = modules.get(name);
        if (module == null) {
            throw new RefusedException("There is no such authentication module.");
        }
        return module;
    }

    private <T> T attempt(String name, String parameters, String address, BiFunction<Module, Credentials, T> work) {
        Module module = module(name);
        Credentials sent = new Sent(parameters, address);
        if (name.equals(JWT)) {
            return work.apply(
                    module, sent); // nobody guesses a signature, and others behind the address may have good tokens
        }
        return counted(name, address, () -> work.apply(module, sent));
    }

    /**
     * Has somebody looked at who brings something along by which to be known, unless too many before from the same address were
     * refused.
     *
     * @param what the module, or whatever else it is brought for: each is counted by itself
     * @throws RefusedException when it is nobody, or too many were
     */
    <T> T counted(String what, String address, Supplier<T> work) {
        String key = what + ':' + Arrival.customer(address);
        // Only what was refused counts: many who come at once, from one address, may all be right. So guesses at once
        // may be more than the bound, by as many as there are threads.
        long wait = failures.missing(key, clock.getAsLong());
        if (wait > 0) {
            throw LimitException.ofAttempts(wait);
        }
        try {
            return work.get();
        } catch (RefusedException e) {
            RefusalKind kind = RefusalKind.of(e);
            if (kind != RefusalKind.LATER && kind != RefusalKind.TOO_MANY) { // else nothing is known of the client
                long unused = failures.take(key, clock.getAsLong());
            }
            throw e;
        }
    }

    private final class Sent implements Credentials {
        private final Arguments parameters;
        private final String address;

        Sent(String json, String address) {
            this.parameters = new BindableArguments(RawArguments.of(List.of(json), List.of()), codec);
            this.address = address;
        }

        @Override
        public <T> T as(Class<T> type) {
            return parameters.get(0, type);
        }

        @Override
        public String address() {
            return address;
        }

        /** Only what may be shown anywhere. */
        @Override
        public String toString() {
            return "credentials from " + address;
        }
    }
}
