// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Resource;
import io.affinity.spi.placement.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReasonTextTest {

    private static final HostId HOST = new HostId("h1");
    private static final Map<Reason, String> SAMPLES = new LinkedHashMap<>();

    static {
        SAMPLES.put(
                new Reason.ContentionAhead(HOST, Resource.CPU, Duration.ofMinutes(35), 0.42, 0.031),
                "h1 would be short of CPU in 35 min (42 % likely; 3 % of what is demanded would not be served).");
        SAMPLES.put(
                new Reason.ContentionAhead(HOST, Resource.CPU, Duration.ZERO, 1, 0.0521),
                "h1 is short of CPU: 5 % of what is demanded is not served.");
        SAMPLES.put(
                new Reason.ContentionAhead(HOST, Resource.DISK_THROUGHPUT, Duration.ZERO, 0, 0),
                "h1 is over the threshold of disk throughput.");
        SAMPLES.put(
                new Reason.RiskReduced(0.3123, 0.00004),
                "The risk score of the VM falls from 0.31 to less than 0.001.");
        SAMPLES.put(
                new Reason.TargetContention(HOST, 0, 0.004),
                "h1 would be short with a probability of less than 1 % at most, with it; without it, 0 %.");
        SAMPLES.put(new Reason.TargetContention(HOST, 0, 0), "h1 has room for it: no shortage is foreseen there.");
        SAMPLES.put(new Reason.PolicyMended("max", 1, 0), "The rule max is kept then, and is not now (by 1).");
        SAMPLES.put(
                new Reason.PolicyMended("web-apart", 3, 2),
                "The rule web-apart is kept better: it is violated by 2 then, by 3 now.");
        SAMPLES.put(
                new Reason.OvercommitReduced(HOST, 0.125, 0),
                "h1 has promised 13 % more than it may, and then no more than it may.");
        SAMPLES.put(new Reason.HostEmptied(HOST), "h1 is emptied: it is draining, or may sleep then.");
        SAMPLES.put(new Reason.Gain(1234.4), "It gains the price of 1,234 migrations more than it costs.");
        SAMPLES.put(
                new Reason.Gain(-0.499),
                "It pays together with other migrations of the plan; alone, it would cost the price of 0.5 migrations more"
                        + " than it gains.");
        SAMPLES.put(
                new Reason.NextBest(HOST, 2.5),
                "The next best target is h1, which costs the price of 2.5 migrations more.");
        SAMPLES.put(new Reason.HostsExcluded("web-apart", List.of(HOST)), "The rule web-apart rules out h1.");
        SAMPLES.put(
                new Reason.HostsExcluded("memory", List.of(HOST, new HostId("h2"), new HostId("h3"), new HostId("h4"))),
                "The rule memory rules out 4 hosts: h1, h2, h3 and others.");
    }

    private static String told(Reason... reasons) {
        return ReasonText.told(List.of(reasons), HOST, new HostId("h3"), Instant.parse("2026-03-02T13:30:00Z"));
    }

    @Test
    void toldInOneSentenceItSaysWhenAndWhere() {
        Reason ahead = new Reason.ContentionAhead(HOST, Resource.CPU, Duration.ofMinutes(35), 0.63, 0.1);
        assertThat(told(ahead, new Reason.Gain(3)))
                .isEqualTo("h1 would have been short of CPU at 14:05 (63 % likely); moved to h3");
    }

    @Test
    void aTimeOfAnotherDayIsToldWithIt() {
        Reason ahead = new Reason.ContentionAhead(HOST, Resource.MEMORY, Duration.ofHours(12), 0.63, 0.1);
        assertThat(told(ahead))
                .isEqualTo("h1 would have been short of memory on 2026-03-03 at 01:30 (63 % likely); moved to h3");
    }

    @Test
    void whatIsHardlyLikelyIsNotTheCause() {
        Reason hardly = new Reason.ContentionAhead(HOST, Resource.CPU, Duration.ofMinutes(35), 0.001, 0.1);
        assertThat(told(hardly, new Reason.PolicyMended("web-apart", 1, 0)))
                .isEqualTo("The rule web-apart was not kept; moved to h3");
        assertThat(told(hardly, new Reason.Gain(-1)))
                .isEqualTo("It makes room for other migrations, or for what is to come; moved to h3");
    }

    @Test
    void thresholdsAndHostsToBeEmptiedAreTold() {
        assertThat(told(new Reason.ContentionAhead(HOST, Resource.CPU, Duration.ZERO, 0, 0)))
                .isEqualTo("h1 was over the threshold of CPU; moved to h3");
        assertThat(told(new Reason.HostEmptied(HOST))).isEqualTo("h1 was to be emptied; moved to h3");
    }

    @Test
    void thereAreWordsForEachReason() {
        SAMPLES.forEach((reason, text) -> assertThat(ReasonText.of(reason)).isEqualTo(text));
    }

    @Test
    void noKindOfReasonIsForgotten() {
        assertThat(SAMPLES.keySet().stream().map(Object::getClass).distinct())
                .containsExactlyInAnyOrder(Reason.class.getPermittedSubclasses());
    }
}
