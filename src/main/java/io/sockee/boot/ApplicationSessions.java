package io.sockee.boot;

import io.sockee.cdi.SockeeExtension;
import io.sockee.connection.Timers;
import io.sockee.session.Sessions;
import io.sockee.socket.Admission;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether an application has sessions, and how they are put together. */
final class ApplicationSessions {
    /** How many looks for sessions may be at the database at a time; no more than half of the controllers' threads wait for it. */
    private static final int MOST_LOOKS = 16;

    private ApplicationSessions() {}

    /** The sessions: as the settings say or, if they say nothing, when some code of the application takes one; else null. */
    static @Nullable Sessions begin(
            Settings settings, CallParts calls, BeanManager beans, Platform platform, Timers timers) {
        SessionSettings chosen = settings.sessions();
        boolean used = chosen.enabled()
                .orElseGet(() -> calls.routes().anyWithSession()
                        || beans.getExtension(SockeeExtension.class).injectsSession());
        if (!used) {
            return null;
        }
        Platform.SessionSource source = platform.sessions();
        return new Sessions(
                chosen.limits(),
                chosen.cookie(),
                new Sessions.Parts(
                        source.store().get(),
                        source.logins(),
                        source.modules(),
                        calls.dispatcher().codec(),
                        source.clock(),
                        timers,
                        Math.min(MOST_LOOKS, Math.max(1, settings.controllerThreads() / 2)),
                        writer(platform.threads()),
                        calls.pool()));
    }

    private static ThreadPoolExecutor writer(ThreadFactory threads) {
        ThreadPoolExecutor writer =
                new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
        writer.allowCoreThreadTimeOut(true);
        return writer;
    }

    /** Sessions come first, so that a token that a client brings along has the last word on who it is. */
    static List<Admission> admission(Platform platform, @Nullable Sessions sessions) {
        if (sessions == null) {
            return platform.admission();
        }
        // Clients of websites bring tokens of the website's.
        Admission link = sessions.admission().except(platform.namespaces());
        return Stream.concat(Stream.of(link), platform.admission().stream()).toList();
    }
}
