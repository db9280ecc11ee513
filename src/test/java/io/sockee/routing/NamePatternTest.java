package io.sockee.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which names a pattern is for, and what its variables stand for. */
class NamePatternTest {

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "order.{id}.paid | order.7.paid | {id=7}",
                "order.{id}.paid | order..paid | null",
                "order.{id}.paid | order.7.8.paid | null",
                "order.{id}.paid | order.7.paid.twice | null",
                "order.{id}.paid | order.7 | null",
                "{a}-{b} | x-y-z | {a=x, b=y-z}",
                "{a} | x | {a=x}",
                "{a} | a:b | null",
                "{a} | a/b | null",
                "{a} | | null",
                "/tenant/{tenant} | /tenant/blue | {tenant=blue}",
                "/tenant/{tenant} | /tenant/ | null",
                "/tenant/{tenant} | /tenant/a/b | null",
                "log.* | log. | {}",
                "log.* | log.a.b:c/d | {}",
                "log.* | lo | null",
                "* | anything | {}",
                "{user}:* | ann:does.this | {user=ann}",
                "{user}:* | :does | null",
            })
    void matches(String pattern, String name, String variables) {
        Map<String, String> found = NamePattern.parse(pattern, "X.y").match(name == null ? "" : name);
        assertThat(String.valueOf(found == null ? null : new java.util.TreeMap<>(found)))
                .isEqualTo(variables);
    }

    @Test
    void aVariableIsNoLongerThanItMayBe() {
        NamePattern pattern = NamePattern.parse("{a}", "X.y");
        assertThat(pattern.match("a".repeat(255))).isNotNull();
        assertThat(pattern.match("a".repeat(256))).isNull();
        assertThat(pattern.match("a\nb")).as("a line of its own in a log").isNull();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a{b | has a '{' without its '}'",
                "a}b | has a '}' without its '{'",
                "{a}{b} | has two variables with nothing between them",
                "{a}.{a} | has the variable 'a' twice",
                "{} | has the variable '' , which is no name as Java has them",
                "{a-b} | has the variable 'a-b', which is no name as Java has them",
                "a*b | has a '*' that is not its end",
                "{a}* | has a '*' right behind a variable",
            })
    void refuses(String pattern, String what) {
        assertThatThrownBy(() -> NamePattern.parse(pattern, "X.y"))
                .isInstanceOf(DeploymentException.class)
                .hasMessage("The pattern '" + pattern + "' of X.y " + what.replace("'' ,", "'',") + ".");
    }

    @Test
    void theMostSpecificComesFirst() {
        assertThat(Stream.of("*", "{a}.b", "a.{x}", "a.b.{x}", "a.*")
                        .map(text -> NamePattern.parse(text, "X.y"))
                        .sorted(NamePattern.MOST_SPECIFIC_FIRST)
                        .map(NamePattern::toString))
                .containsExactly("a.b.{x}", "a.{x}", "{a}.b", "a.*", "*");
    }

    /** A pattern is an old-fashioned expression without going back; names of any kind are no slower than they are long. */
    @Test
    void hostileNamesCostNoMoreThanTheirLength() {
        NamePattern pattern = NamePattern.parse("{a}-{b}-{c}-{d}-{e}x", "X.y");
        org.junit.jupiter.api.Assertions.assertTimeout(Duration.ofSeconds(2), () -> {
            assertThat(pattern.match("-".repeat(1_000_000))).isNull();
            assertThat(pattern.match("a-".repeat(500_000))).isNull();
        });
    }

    @Test
    void agreesWithARegularExpressionWhereOneVariableIsConcerned() {
        Random random = new Random(7);
        NamePattern pattern = NamePattern.parse("ab{v}ba", "X.y");
        Pattern expected = Pattern.compile("ab[^.:/]{1,255}ba");
        for (int i = 0; i < 200_000; i++) {
            StringBuilder name = new StringBuilder();
            int length = random.nextInt(10);
            for (int c = 0; c < length; c++) {
                name.append("ab.".charAt(random.nextInt(3)));
            }
            assertThat(pattern.match(name.toString()) != null)
                    .as(name.toString())
                    .isEqualTo(expected.matcher(name).matches());
        }
    }
}
