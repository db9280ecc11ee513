package io.sockee.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A host and its port")
class AuthorityTest {
    /** The form, said in another way. */
    private static final Pattern FORM =
            Pattern.compile("([A-Za-z0-9._-]{1,255}|\\[[0-9A-Fa-f:.]{2,45}])(?::(\\d{1,5}))?");

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "example.org, example.org, ",
        "EXAMPLE.org:1, example.org, 1",
        "a_b-c.d:65535, a_b-c.d, 65535",
        "192.0.2.1:80, 192.0.2.1, 80",
        "[2001:DB8::1], [2001:db8::1], ",
        "[::1]:9080, [::1], 9080",
        "h:00080, h, 80",
    })
    @DisplayName("are read from")
    void read(String text, String host, Integer port) {
        Authority authority = Authority.parse(text).orElseThrow();
        assertThat(authority.host()).isEqualTo(host);
        assertThat(authority.port().stream().boxed().findFirst()).isEqualTo(Optional.ofNullable(port));
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(
            strings = {
                "",
                ":",
                ":80",
                "h:",
                "h:0",
                "h:65536",
                "h:000080",
                "h:8o",
                "h:-1",
                "h:+1",
                "h:80 ",
                " h",
                "h/",
                "ä.example",
                "a@b",
                "[",
                "[]",
                "[]:80",
                "[::1",
                "[::1]x",
                "[::1]:",
                "[g::]",
                "[fe80::1%eth0]",
                "[example.org]",
                "h:٨٠"
            })
    @DisplayName("are not")
    void refused(String text) {
        assertThat(Authority.parse(text)).isEmpty();
    }

    @Test
    @DisplayName("are whatever has their form, and nothing else")
    void form() {
        Random random = new Random(7);
        String alphabet = "[]:.0159aFg_%";
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(9), 0, alphabet.length()).forEach(c -> text.append(alphabet.charAt(c)));
            assertThat(Authority.parse(text.toString()).isPresent())
                    .as(text.toString())
                    .isEqualTo(hasForm(text.toString()));
        }
        assertThat(Authority.parse("a".repeat(255))).isPresent();
        assertThat(Authority.parse("a".repeat(256))).isEmpty();
    }

    private static boolean hasForm(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return false;
        }
        String host = form.group(1);
        int port = form.group(2) == null ? 1 : Integer.parseInt(form.group(2));
        return port > 0
                && port < 65_536
                && (!host.startsWith("[")
                        || IpAddress.parse(host.substring(1, host.length() - 1)).isPresent());
    }

    @Test
    @DisplayName("may be addresses of four numbers below 256, without zeros before them")
    void quads() {
        Pattern quad = Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}");
        Random random = new Random(7);
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder();
            IntStream.range(0, 3 + random.nextInt(2))
                    .forEach(part -> text.append(random.nextInt(300)).append('.'));
            text.setLength(text.length() - random.nextInt(3));
            text.insert(random.nextInt(text.length()), random.nextInt(5) == 0 ? "." : "");
            assertThat(IpAddress.parse(text.toString()).isPresent())
                    .as(text.toString())
                    .isEqualTo(quad.matcher(text).matches());
        }
    }
}
