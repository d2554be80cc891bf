// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.Mode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The shipped dashboard and alert rules ask for what there is. */
class MonitoringTest {

    private static final Pattern NAME = Pattern.compile("\\baffinity_[a-z0-9_]+");

    @Test
    void eachMetricOfTheDashboardAndOfTheRulesIsServed() throws Exception {
        try (WatchedLoop loop =
                WatchedLoop.ofTwoHosts(WatchedLoop.open(), Mode.AUTOMATIC).run(2)) {
            Set<String> served = names(loop.get("metrics").body());

            assertThat(served).containsAll(names(text("alerts.yml")));
            assertThat(served).containsAll(names(text("grafana-dashboard.json")));
        }
    }

    private static String text(String file) throws IOException {
        return Files.readString(Path.of("..", "monitoring", file), StandardCharsets.UTF_8);
    }

    private static Set<String> names(String text) {
        Set<String> names = new TreeSet<>();
        Matcher name = NAME.matcher(text);
        while (name.find()) {
            names.add(name.group());
        }
        return names;
    }
}
