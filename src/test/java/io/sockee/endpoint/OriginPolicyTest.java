package io.sockee.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.logging.Filter;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginPolicyTest {

    @ParameterizedTest(name = "{0} at {1}: {2}")
    @CsvSource({
        "https://example.org,      https://example.org:443,  true",
        "https://example.org:443,  https://example.org:443,  true",
        "HTTPS://Example.ORG,      https://example.org:443,  true",
        "http://localhost:9080,    http://localhost:9080,    true",
        "http://example.org,       http://example.org:80,    true",
        "http://example.org,       https://example.org:443,  false",
        "http://example.org:443,   https://example.org:443,  false",
        "https://example.org:80,   http://example.org:80,    false",
        "http://example.org:8080,  http://example.org:80,    false",
        "https://example.org.evil, https://example.org:443,  false",
        "https://evil.example.org, https://example.org:443,  false",
        "null,                     https://example.org:443,  false",
        "'',                       https://example.org:443,  false",
        "*,                        https://example.org:443,  false",
        "https://listed.org,       https://example.org:443,  true",
        "https://listed.org:443,   https://example.org:443,  true",
        "http://listed.org,        https://example.org:443,  false",
    })
    void letsItsOwnPagesInAndThoseOfTheList(String origin, String own, boolean allowed) {
        assertThat(new OriginPolicy(Set.of("https://Listed.org")).allows(origin, own))
                .isEqualTo(allowed);
    }

    @Test
    void letsRequestsInThatComeFromNoPage() {
        assertThat(new OriginPolicy(Set.of()).allows(null, "http://example.org:80"))
                .isTrue();
    }

    @Test
    void tellsTheDeveloperOnceOfEachOriginThatWasRefused() {
        Logger logger = Logger.getLogger(RefusedOrigins.class.getName());
        List<String> warned = new ArrayList<>();
        Filter before = logger.getFilter();
        logger.setFilter(record -> {
            warned.add(record.getMessage());
            return false;
        });
        try {
            OriginPolicy policy = new OriginPolicy(Set.of("https://listed.org"), new RefusedOrigins());
            String own = "http://localhost:9080";
            for (String origin : List.of("http://localhost:5173", "https://listed.org", own, "http://localhost:5173")) {
                policy.allows(origin, own);
            }
            policy.allows("http://a\nb", own);
            policy.allows("http://" + "x".repeat(10_000), own);
            for (int i = 0; i < 1_000; i++) {
                policy.allows("http://h" + i, own);
            }
        } finally {
            logger.setFilter(before);
        }
        assertThat(warned).hasSize(20).noneMatch(line -> line.contains("\n"));
        assertThat(warned.get(0)).contains("SOCKEE_ORIGINS=http://localhost:5173 ");
    }

    @Test
    void aStarLetsAllIn() {
        OriginPolicy all = new OriginPolicy(Set.of("*"));
        assertThat(all.allowsAll()).isTrue();
        assertThat(all.allows("null", "http://example.org:80")).isTrue();
        assertThat(all.lists("https://any.org")).isTrue();
    }

    @Test
    void aStarTrustsNoneWithItsVisitorsLogin() {
        OriginPolicy all = new OriginPolicy(Set.of("*", "https://listed.org"));
        assertThat(all.trusts("https://any.org", "http://example.org:80")).isFalse();
        assertThat(all.trusts("null", "http://example.org:80")).isFalse();
        assertThat(all.trusts("https://listed.org", "http://example.org:80")).isTrue();
        assertThat(all.trusts("http://example.org", "http://example.org:80")).isTrue();
        assertThat(all.trusts(null, "http://example.org:80")).isTrue();
    }

    @Test
    void ownPagesNeedNoPermissionToReadAnswers() {
        OriginPolicy policy = new OriginPolicy(Set.of("https://listed.org"));
        assertThat(policy.lists("https://listed.org")).isTrue();
        assertThat(policy.lists("https://example.org")).isFalse();
    }
}
