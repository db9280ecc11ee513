package io.sockee.health;

import java.util.List;
import java.util.Map;

/**
 * What was found when somebody asked how the server is. Immutable.
 *
 * @param checks each thing that was looked at
 */
public record HealthReport(List<Check> checks) {
    /** Nothing was looked at: all is well. */
    static final HealthReport NOTHING = new HealthReport(List.of());

    /**
     * One thing that was looked at.
     *
     * @param data details, for those who may see them
     */
    public record Check(String name, boolean up, Map<String, Object> data) {
        public Check {
            data = Map.copyOf(data);
        }
    }

    public HealthReport {
        checks = List.copyOf(checks);
    }

    /** Whether all is well. */
    public boolean isUp() {
        return checks.stream().allMatch(Check::up);
    }
}
