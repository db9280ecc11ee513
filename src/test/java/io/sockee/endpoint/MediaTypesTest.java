package io.sockee.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A media type")
class MediaTypesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json;",
                "application/json; charset=utf-8",
                "APPLICATION/JSON ; charset=\"utf-8\"",
                "application/vnd.api+json",
                "multipart/form-data; boundary=a b",
                "*/*",
            })
    @DisplayName("has a type and a subtype, and may have parameters")
    void wellFormed(String value) {
        assertThat(MediaTypes.isType(value)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/;;=",
                "json",
                "*",
                "application/",
                "/json",
                "a/b/c",
                "application/json, text/plain",
                "application/json charset=utf-8",
                "text/\u0001",
            })
    @DisplayName("is none where it cannot be read")
    void illFormed(String value) {
        assertThat(MediaTypes.isType(value)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*/*", "text/html, image/gif, *; q=.2, */*; q=.2", "application/json,,text/*;q=0.5"})
    @DisplayName("may be one of several that are accepted")
    void ranges(String value) {
        assertThat(MediaTypes.areRanges(value)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/;;=", "json", "text/html, json", "text/html;a=\"b,c\""})
    @DisplayName("is not accepted with others where one of them cannot be read")
    void noRanges(String value) {
        assertThat(MediaTypes.areRanges(value)).isFalse();
    }
}
