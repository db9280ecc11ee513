package io.sockee.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The documentation lists every setting with its default, and no other. */
class ConfigurationTableTest {
    private static final Path TABLE = Path.of("docs", "configuration.md");
    private static final Pattern ROW =
            Pattern.compile("\\|\\s*`(sockee\\.[^`]+)`\\s*\\|\\s*(?:`([^`]*)`|(\\(none\\)))\\s*\\|.*");

    @Test
    void theTableListsExactlyTheSettingsAndTheirDefaults() throws IOException {
        Map<String, String> documented = new LinkedHashMap<>();
        for (String line : Files.readAllLines(TABLE)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                String value = row.group(2) == null ? row.group(3) : row.group(2);
                assertThat(documented.put(row.group(1), value))
                        .as("a second row for %s", row.group(1))
                        .isNull();
            }
        }
        Map<String, String> settings = new LinkedHashMap<>();
        Arrays.stream(Setting.values())
                .forEach(setting -> settings.put(
                        setting.key(), setting.defaultValue().isEmpty() ? "(none)" : setting.defaultValue()));
        assertThat(documented).isEqualTo(settings);
    }
}
