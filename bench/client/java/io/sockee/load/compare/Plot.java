package io.sockee.load.compare;

import io.sockee.load.Result;
import io.sockee.load.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The servers' CPU as an SVG: for each scenario a panel with a scale of its own, for each peer a bar with its median, and a line
 * from the least to the most. Its colours follow the reader's preference for light or dark.
 */
final class Plot {
    private static final int COLUMNS = 2;
    private static final int WIDTH = 440;
    private static final int NAMES = 110;
    private static final int VALUES = 60;
    private static final int ROW = 20;
    private static final int TITLE = 30;
    private static final int LINE = 18;

    private static final String STYLE = """
            <style>
              text { font: 12px system-ui, sans-serif; fill: #24292f }
              .title { font-weight: 600 }
              .paper { fill: #ffffff }
              .bar { fill: #8c959f }
              .ours { fill: #d6409f }
              .spread { stroke: #24292f; stroke-width: 1.5 }
              @media (prefers-color-scheme: dark) {
                text { fill: #e6edf3 }
                .paper { fill: #0d1117 }
                .bar { fill: #6e7681 }
                .ours { fill: #f778ba }
                .spread { stroke: #e6edf3 }
              }
            </style>
            """;

    private final Figures figures;
    private final StringBuilder svg = new StringBuilder();

    private Plot(Figures figures) {
        this.figures = figures;
    }

    static String of(Figures figures, String about) {
        return new Plot(figures).draw(about);
    }

    private String draw(String about) {
        List<Scenario> shown = new ArrayList<>();
        for (Scenario scenario : figures.scenarios()) {
            if (most(scenario) > 0) {
                shown.add(scenario);
            }
        }
        String[] parts = about.split("; ");
        int top = 44 + parts.length * LINE;
        int panel = TITLE + figures.peers().size() * ROW + 20;
        int height = top + (shown.size() + COLUMNS - 1) / COLUMNS * panel;
        int width = COLUMNS * WIDTH;
        add("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\">\n", width, height);
        add("<title>CPU of the server for each message, delivery or connection</title>\n");
        svg.append(STYLE);
        add("<rect class=\"paper\" width=\"%d\" height=\"%d\"/>\n", width, height);
        text(20, 24, "title", "CPU of the server, in microseconds for each message, delivery or connection");
        int line = 44;
        for (String part : parts) {
            text(20, line, "about", part);
            line += LINE;
        }
        for (int i = 0; i < shown.size(); i++) {
            panel(shown.get(i), i % COLUMNS * WIDTH + 20, top + i / COLUMNS * panel);
        }
        return svg.append("</svg>\n").toString();
    }

    private void panel(Scenario scenario, int x, int y) {
        text(x, y + 16, "title", scenario.name());
        double scale = (WIDTH - 40 - NAMES - VALUES) / most(scenario);
        int bar = y + TITLE;
        for (String peer : figures.peers()) {
            Figures.Spread spread = figures.spread(peer, scenario, Result::cpuMicros);
            text(x, bar + 11, "name", peer);
            if (spread.exists()) {
                boolean ours = peer.equals("liberty") || peer.equals("wildfly");
                double left = x + NAMES;
                add(
                        "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"14\" rx=\"2\"/>\n",
                        ours ? "ours" : "bar", left, bar, spread.median() * scale);
                add(
                        "<line class=\"spread\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>\n",
                        left + spread.least() * scale, left + spread.most() * scale, bar + 7, bar + 7);
                text((int) (left + spread.most() * scale) + 6, bar + 11, "value", Figures.number(spread.median()));
            } else {
                text(x + NAMES, bar + 11, "value", "–");
            }
            bar += ROW;
        }
    }

    private double most(Scenario scenario) {
        return figures.peers().stream()
                .mapToDouble(peer ->
                        figures.spread(peer, scenario, Result::cpuMicros).most())
                .filter(value -> !Double.isNaN(value))
                .max()
                .orElse(0);
    }

    private void text(int x, int y, String kind, String words) {
        String escaped = words.replace("&", "&amp;").replace("<", "&lt;");
        add("<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>\n", kind, x, y, escaped);
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }
}
