package io.sockee.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each kind of answer, tried on the page: what was sent, what came back, what the page says, and the code it shows. */
@DisplayName("On the demo page, an answer")
@Tag("once-on-liberty")
class DemoPageAnswersIT extends DemoDeployment {

    @Test
    @DisplayName("is what the method returned, in the ack or as an event")
    void returned() {
        try (DemoVisit visit = visit().connected()) {
            visit.press("Greet me");
            assertThat(visit.verdict("returned")).hasText(Pattern.compile("Answered in [\\d.]+ ms\\."));
            visit.exchanged(
                    "returned",
                    "42#[\"demo:greet\",\"world\"]",
                    "43#[{\"ok\":true,\"err\":false,\"res\":{\"greeting\":\"Hello, world!\"}}]");
            assertThat(visit.at("returned").locator("pre")).containsText("@On(\"demo:greet\")");

            visit.open("without-ack").press("Greet me without an ack");
            assertThat(visit.verdict("without-ack")).containsText("as demo:greet_data");
            visit.exchanged(
                    "without-ack",
                    "42[\"demo:greet\",\"world\"]",
                    "42[\"demo:greet_data\",{\"ok\":true,\"err\":false,\"res\":{\"greeting\":\"Hello, world!\"}}]");
        }
    }

    @Test
    @DisplayName("is shown as text, whatever it has in it")
    void text() {
        try (DemoVisit visit = visit().connected()) {
            visit.at("returned-name").fill("<img src=x onerror=alert(1)>");
            visit.press("Greet me");
            assertThat(visit.packets("returned").last()).containsText("Hello, <img src=x onerror=alert(1)>!");
            assertThat(visit.page().locator("main img")).hasCount(0);
        }
    }

    @Test
    @DisplayName("is false for nothing to say, and null for nothing there")
    void nothing() {
        try (DemoVisit visit = visit().connected()) {
            visit.open("empty").press("Read the note");
            visit.exchanged("empty", "42#[\"demo:recall\"]", "43#[{\"ok\":true,\"err\":false,\"res\":null}]");
            visit.open("void").press("Store the note");
            visit.exchanged(
                    "void", "42#[\"demo:remember\",\"Buy socks\"]", "43#[{\"ok\":true,\"err\":false,\"res\":false}]");
            visit.open("empty").press("Read the note");
            visit.exchanged("empty", "42#[\"demo:recall\"]", "43#[{\"ok\":true,\"err\":false,\"res\":\"Buy socks\"}]");
        }
    }

    @Test
    @DisplayName("comes later, while others are given")
    void later() {
        try (DemoVisit visit = visit().connected()) {
            visit.open("later").at("later-seconds").fill("1");
            visit.press("Call it");
            assertThat(visit.verdict("later")).hasText("Waiting for the answer…");
            visit.open("returned").press("Greet me");
            assertThat(visit.verdict("returned")).containsText("Answered");
            assertThat(visit.verdict("later")).hasText(Pattern.compile("Answered in \\d\\.\\d s\\."));
            visit.exchanged("later", "42#[\"demo:later\",1]", "43#[{\"ok\":true,\"err\":false,\"res\":\"Done.\"}]");
        }
    }

    @Test
    @DisplayName("is given by hand, without an envelope")
    void byHand() {
        try (DemoVisit visit = visit().connected()) {
            visit.open("by-hand").press("Send it");
            assertThat(visit.verdict("by-hand")).hasText("The ack has 3 arguments: SOCKS, 5, true.");
            visit.exchanged("by-hand", "42#[\"demo:raw\",\"socks\"]", "43#[\"SOCKS\",5,true]");
        }
    }

    @Test
    @DisplayName("has binary data in frames of its own")
    void binary() {
        try (DemoVisit visit = visit().connected()) {
            visit.open("binary").press("Send and compare");
            assertThat(visit.verdict("binary")).hasText("65,536 bytes came back equal.");
            assertThat(visit.packets("binary")).hasText(new Pattern[] {
                Pattern.compile("451-\\d+\\[\"demo:bytes\",\\{\"_placeholder\":true,\"num\":0}]"),
                Pattern.compile("65,536 bytes in a binary frame"),
                Pattern.compile("461-\\d+\\[\\{\"ok\":true.*\"_placeholder\":true.*"),
                Pattern.compile("65,536 bytes in a binary frame")
            });
            visit.at("binary-size").fill("900000");
            visit.press("Send and compare");
            assertThat(visit.verdict("binary")).hasText("From 1 to 500,000 bytes, please.");
        }
    }

    @Test
    @DisplayName("depends on what the visitor is asked")
    void question() {
        try (DemoVisit visit = visit().connected()) {
            visit.open("question").press("Order a drink");
            assertThat(visit.verdict("question")).hasText("The server asks: Tea or coffee?");
            visit.press("Coffee");
            assertThat(visit.verdict("question")).containsText("Answered in");
            visit.exchanged(
                    "question",
                    "42#[\"demo:order-drink\"]",
                    "42#[\"demo:question\",\"Tea or coffee?\"]",
                    "43#[\"coffee\"]",
                    "43#[{\"ok\":true,\"err\":false,\"res\":\"One coffee, please.\"}]");
        }
    }

    @Test
    @DisplayName("belongs to every event that fits a pattern")
    void pattern() {
        try (DemoVisit visit = visit().connected()) {
            visit.open("pattern").press("Ask for it");
            assertThat(visit.verdict("pattern")).hasText("sock is this color.");
            visit.exchanged(
                    "pattern",
                    "42#[\"demo:color.sock\"]",
                    "43#[{\"ok\":true,\"err\":false,\"res\":{\"event\":\"demo:color.sock\",\"name\":\"sock\",\"hue\":#}}]");
            assertThat(visit.verdict("pattern").locator(".swatch"))
                    .hasCSS("background-color", Pattern.compile("rgb.*"));
            assertThat(visit.at("pattern").locator("pre")).containsText("public record Color(");
        }
    }

    @Test
    @DisplayName("comes every second, until it is stopped")
    void timer() {
        try (DemoVisit visit = visit().connected()) {
            visit.open("timer").press("Start the timer");
            assertThat(visit.verdict("timer")).containsText("Answered");
            assertThat(visit.at("timer").locator(".count")).hasText("2");
            assertThat(visit.packets("timer").last()).hasText("42[\"demo:tick\",1]");
            visit.press("Stop the timer");
            visit.exchanged("timer", "42#[\"demo:tick.stop\"]", "43#[{\"ok\":true,\"err\":false,\"res\":#}]");
            visit.press("Stop the timer");
            assertThat(visit.packets("timer").last()).containsText("\"res\":0");
        }
    }
}
