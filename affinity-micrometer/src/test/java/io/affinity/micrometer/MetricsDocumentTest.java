// SPDX-License-Identifier: Apache-2.0
package io.affinity.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.Rebalancer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The document and the registry name the same meters, with the same types, units and tags. */
class MetricsDocumentTest {

    private static final Pattern ROW =
            Pattern.compile("\\| `(affinity\\.[a-z.]+)` \\| ([a-z]+) \\| ([a-z]*) \\| ([^|]*) \\| .+ \\|");

    /** Type, unit, and the names of the tags in the order of the alphabet. */
    private record Described(String type, String unit, TreeSet<String> tags) {}

    @Test
    void theDocumentNamesWhatIsRegistered() throws IOException {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        RebalancerMetrics metrics = new RebalancerMetrics(registry);
        Cluster cluster = new Cluster();
        Rebalancer rebalancer = cluster.loop().listener(metrics).build();
        cluster.run(rebalancer, 2);

        assertThat(registered(registry)).isEqualTo(documented());
    }

    private static Map<String, Described> registered(SimpleMeterRegistry registry) {
        Map<String, Described> meters = new TreeMap<>();
        for (Meter meter : registry.getMeters()) {
            Meter.Id id = meter.getId();
            TreeSet<String> tags = new TreeSet<>();
            id.getTags().stream().map(Tag::getKey).forEach(tags::add);
            assertThat(id.getDescription()).as(id.getName()).isNotBlank();
            meters.put(
                    id.getName(),
                    new Described(
                            id.getType().name().toLowerCase(Locale.ROOT),
                            id.getBaseUnit() == null ? "" : id.getBaseUnit(),
                            tags));
        }
        return meters;
    }

    private static Map<String, Described> documented() throws IOException {
        Map<String, Described> meters = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("..", "docs", "metrics.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                TreeSet<String> tags = new TreeSet<>();
                for (String tag : row.group(4).replace("`", "").split(",")) {
                    if (!tag.isBlank()) {
                        tags.add(tag.strip());
                    }
                }
                meters.put(row.group(1), new Described(row.group(2), row.group(3), tags));
            }
        }
        return meters;
    }
}
