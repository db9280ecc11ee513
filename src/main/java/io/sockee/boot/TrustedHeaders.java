package io.sockee.boot;

import io.sockee.proxy.ForwardedHeaders;
import java.util.LinkedHashSet;
import java.util.Set;

/** Reads which headers of proxies are believed. */
final class TrustedHeaders {
    private TrustedHeaders() {}

    /** Either {@code Forwarded} or {@code X-Forwarded-*}: the one that the proxy does not set could come from its clients. */
    static Set<String> of(SettingValues values) {
        Set<String> names = values.list(Setting.TRUSTED_HEADERS);
        Set<String> known = new LinkedHashSet<>();
        for (String name : names) {
            known.add(ForwardedHeaders.NAMES.stream()
                    .filter(name::equalsIgnoreCase)
                    .findFirst()
                    .orElseThrow(() -> SettingValues.bad(Setting.TRUSTED_HEADERS, name, expected())));
        }
        if (known.size() > 1 && known.contains(ForwardedHeaders.FORWARDED)) {
            throw SettingValues.bad(Setting.TRUSTED_HEADERS, values.text(Setting.TRUSTED_HEADERS), expected());
        }
        return known;
    }

    private static String expected() {
        return "Forwarded alone, or a list of X-Forwarded-For, X-Forwarded-Proto and X-Forwarded-Host: those that the"
                + " proxies set, whatever their clients send";
    }
}
