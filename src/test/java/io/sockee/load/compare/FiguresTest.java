package io.sockee.load.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockee.load.Result;
import io.sockee.load.Scenario;
import java.io.StringReader;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

@DisplayName("What bench/run shows")
class FiguresTest {
    private static final Scenario ECHO = Scenario.of("echo100");

    private static Result micros(double cpu, long lost) {
        double none = Double.NaN;
        return new Result(cpu, 1000, 1, 2, 3, none, none, none, 1, 1, 0, 0, 500, lost, 0, 0, 0, "");
    }

    private static Figures figures() {
        Figures figures = new Figures();
        for (double cpu : new double[] {12, 30, 10}) {
            figures.add("wildfly", ECHO, micros(cpu, 0));
            figures.add("socketio", ECHO, micros(cpu * 2, 0));
        }
        return figures;
    }

    @Test
    @DisplayName("has medians with the least and the most, and ratios of the same round")
    void table() {
        assertThat(Table.of(figures(), "socketio", "today"))
                .contains("| | wildfly | socketio |\n")
                .contains("| echo100 | 12.0 (10.0–30.0) | 24.0 (20.0–60.0) |\n")
                .contains("| echo100 | 0.50 | 1.00 |\n")
                .contains("Nothing was lost, doubled or wrong.");
    }

    @Test
    @DisplayName("says what was lost, and what was not measured and why")
    void faults() {
        Figures figures = figures();
        figures.add("wildfly", ECHO, micros(1, 7));
        figures.add("socketio", Scenario.of("fanout20000"), Result.none("too few files"));
        assertThat(Table.of(figures, "socketio", "today"))
                .contains("* wildfly, echo100: 7 lost, 0 doubled, 0 wrong")
                .contains("* socketio, fanout20000: too few files")
                .doesNotContain("Nothing was lost");
    }

    @Test
    @DisplayName("has a plot that is well-formed, for light and for dark, with a bar for each peer")
    void plot() throws Exception {
        String plot = Plot.of(figures(), "1 < 2 & so on");
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(plot)));
        assertThat(document.getElementsByTagName("rect").getLength()).isEqualTo(3);
        assertThat(plot).contains("prefers-color-scheme: dark").contains("1 &lt; 2 &amp; so on");
    }

    @Test
    @DisplayName("is that of the options")
    void options() {
        Options options = Options.of(
                new String[] {"--rounds", "5", "--scenarios", "echo1000w16@pooled,idle10", "--quick"}, Path.of(""));
        assertThat(options.rounds()).isEqualTo(5);
        assertThat(options.scenarios())
                .containsExactly(
                        new Scenario("echo1000w16@pooled", Scenario.Kind.ECHO, 1000, 16, "/pooled"),
                        new Scenario("idle10", Scenario.Kind.IDLE, 10, 1, ""));
        for (String wrong : new String[] {
            "--rounds",
            "--nothing x",
            "--scenarios echo",
            "--scenarios echo0",
            "--scenarios echo1@",
            "--scenarios http100w2"
        }) {
            assertThatThrownBy(() -> Options.of(wrong.split(" "), Path.of("")))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
