package io.sockee.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The table of numbers in SECURITY.md. */
@DisplayName("The table of weaknesses of others")
class PublishedAttacksTest {
    private static final String NUMBER = "(?:CVE-\\d{4}-\\d{4,}|GHSA(?:-[a-z0-9]{4}){3})";
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (" + NUMBER + ") \\|.*\\| `(\\w+)` \\|$");

    private static String text(String path) throws IOException {
        return Files.readString(Path.of(path));
    }

    private static String test(String name) throws IOException {
        return text("src/test/java/io/sockee/spec/" + name + ".java");
    }

    @Test
    @DisplayName("names classes that have a case of each number")
    void cases() throws IOException {
        List<MatchResult> rows = ROW.matcher(text("SECURITY.md")).results().toList();
        assertThat(rows).hasSizeGreaterThanOrEqualTo(20);
        for (MatchResult row : rows) {
            assertThat(test(row.group(2))).as(row.group(2)).contains(row.group(1));
        }
    }

    @Test
    @DisplayName("has a row for each number that the suite has cases of")
    void rows() throws IOException {
        Set<String> tested = new TreeSet<>();
        Pattern.compile(NUMBER)
                .matcher(test("PublishedAttacksSuite"))
                .results()
                .forEach(number -> tested.add(number.group()));
        tested.remove("GHSA-r635-g3xr-vw7x"); // another name of CVE-2026-59725
        String table = text("SECURITY.md");
        assertThat(tested).allSatisfy(number -> assertThat(table).contains("| " + number + " |"));
    }
}
