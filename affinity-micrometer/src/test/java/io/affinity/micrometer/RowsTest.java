// SPDX-License-Identifier: Apache-2.0
package io.affinity.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowsTest {

    @Test
    void aHostThatIsGoneHasNoMeterAnyMore() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Rows rows = new Meters(registry).rows("test", null, "a test");

        rows.show(Map.of(Tags.of("host", "a"), 1.0, Tags.of("host", "b"), 2.0));
        rows.show(Map.of(Tags.of("host", "b"), 3.0, Tags.of("host", "c"), 4.0));

        assertThat(registry.find("affinity.test").tag("host", "a").gauge()).isNull();
        assertThat(registry.get("affinity.test").tag("host", "b").gauge().value())
                .isEqualTo(3);
        assertThat(registry.get("affinity.test").tag("host", "c").gauge().value())
                .isEqualTo(4);
    }
}
