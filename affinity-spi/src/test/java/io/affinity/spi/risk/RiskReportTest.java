// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RiskReportTest {

    @Test
    void findsTheScoresAboveAThreshold() {
        RiskReport report = new RiskReport(Instant.EPOCH, "shortfall", List.of(score(3), score(2), score(1)));

        assertThat(report.above(1)).containsExactly(score(3), score(2));
        assertThat(report.above(3)).isEmpty();
    }

    private static RiskScore score(double score) {
        return new RiskScore(new VmId("v"), new HostId("h"), score, Resource.CPU, Duration.ZERO, 0.1, 0.2, 1);
    }
}
