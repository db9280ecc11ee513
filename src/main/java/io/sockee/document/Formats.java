package io.sockee.document;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.Map;
import java.util.UUID;

/** The formats of texts that JSON Schema has names for. */
final class Formats {
    private static final Map<Class<?>, String> NAMES = Map.of(
            Instant.class, "date-time",
            OffsetDateTime.class, "date-time",
            OffsetTime.class, "time",
            LocalDate.class, "date",
            Duration.class, "duration",
            UUID.class, "uuid",
            URI.class, "uri");

    private Formats() {}

    static String of(Class<?> type) {
        return NAMES.getOrDefault(type, "");
    }
}
