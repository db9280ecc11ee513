package io.sockee.load.compare;

import io.sockee.load.Result;
import io.sockee.load.Scenario;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What has been measured so far, of each peer and scenario in all rounds. */
final class Figures {

    /** The median of some rounds, with the least and the most. */
    record Spread(double median, double least, double most) {

        static final Spread NONE = new Spread(Double.NaN, Double.NaN, Double.NaN);

        static Spread of(double... values) {
            double[] sorted = java.util.Arrays.stream(values)
                    .filter(value -> !Double.isNaN(value))
                    .sorted()
                    .toArray();
            int n = sorted.length;
            return n == 0 ? NONE : new Spread((sorted[(n - 1) / 2] + sorted[n / 2]) / 2, sorted[0], sorted[n - 1]);
        }

        boolean exists() {
            return !Double.isNaN(median);
        }

        @Override
        public String toString() {
            if (!exists()) {
                return "–";
            }
            return least == most ? number(median) : number(median) + " (" + number(least) + "–" + number(most) + ")";
        }
    }

    private final List<String> peers = new ArrayList<>();
    private final Map<Scenario, Map<String, List<Result>>> results = new LinkedHashMap<>();

    void add(String peer, Scenario scenario, Result result) {
        if (!peers.contains(peer)) {
            peers.add(peer);
        }
        results.computeIfAbsent(scenario, key -> new LinkedHashMap<>())
                .computeIfAbsent(peer, key -> new ArrayList<>())
                .add(result);
    }

    List<String> peers() {
        return peers;
    }

    List<Scenario> scenarios() {
        return List.copyOf(results.keySet());
    }

    List<Result> of(String peer, Scenario scenario) {
        return results.getOrDefault(scenario, Map.of()).getOrDefault(peer, List.of());
    }

    Spread spread(String peer, Scenario scenario, ToDoubleFunction<Result> figure) {
        return Spread.of(of(peer, scenario).stream().mapToDouble(figure).toArray());
    }

    /** Of figures of the same round, as what disturbs one is likely to disturb the other. */
    Spread ratio(String peer, String against, Scenario scenario) {
        List<Result> ours = of(peer, scenario);
        List<Result> theirs = of(against, scenario);
        double[] ratios = new double[Math.min(ours.size(), theirs.size())];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = ours.get(i).cpuMicros() / theirs.get(i).cpuMicros();
        }
        return Spread.of(ratios);
    }

    /** Three digits that mean something; a dash for what there is none of. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size < 10 ? "%.2f" : size < 100 ? "%.1f" : "%.0f", value);
    }
}
