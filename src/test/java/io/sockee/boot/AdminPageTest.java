package io.sockee.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The page of the admin UI")
class AdminPageTest {
    private static final String PUBLISHED = new String(Pages.read("admin/index.html"), StandardCharsets.UTF_8);

    @Test
    @DisplayName("refers to files that are served, and to nothing of other servers")
    void files() {
        Set<String> links = Pattern.compile("(?:href|src)=\"([^\"]*)\"")
                .matcher(AdminPage.page(PUBLISHED))
                .results()
                .map((MatchResult link) -> link.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(AdminPage.FILES).containsAll(links);
        assertThat(links).contains("mdi/css/materialdesignicons.min.css").hasSizeGreaterThan(5);
    }

    @Test
    @DisplayName("is there with all of its files, and their licences")
    void there() {
        assertThat(AdminPage.FILES)
                .allSatisfy(file -> assertThat(Pages.read("admin/" + file)).isNotEmpty());
    }

    @Test
    @DisplayName("is not served when another version fetches more from elsewhere")
    void strange() {
        assertThatThrownBy(() -> AdminPage.page(PUBLISHED + "<script src=\"https://example.org/x.js\"></script>"))
                .isInstanceOf(IllegalStateException.class);
    }
}
