package io.sockee.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** The numbers by which tests of a class are called. */
    private static Set<String> numbers(String test) throws IOException {
        Set<String> numbers = new TreeSet<>();
        Pattern.compile("(?m)^ *(?:@DisplayName\\(|@ParameterizedTest\\().*$")
                .matcher(test(test))
                .results()
                .flatMap(line -> Pattern.compile(NUMBER).matcher(line.group()).results())
                .forEach(number -> numbers.add(number.group()));
        numbers.remove("GHSA-r635-g3xr-vw7x"); // another name of CVE-2026-59725
        return numbers;
    }

    @Test
    @DisplayName("has a row for each number by which a test is called, with the test's class, and no other row")
    void rows() throws IOException {
        Set<String> rows = new TreeSet<>();
        Set<String> classes = new TreeSet<>();
        for (MatchResult row : ROW.matcher(text("SECURITY.md")).results().toList()) {
            rows.add(row.group(1) + " " + row.group(2));
            classes.add(row.group(2));
        }
        Set<String> tests = new TreeSet<>();
        for (String test : classes) {
            numbers(test).forEach(number -> tests.add(number + " " + test));
        }
        assertThat(rows).hasSize(20).isEqualTo(tests);
    }
}
