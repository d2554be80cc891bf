package io.affinity.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Resource;
import io.affinity.spi.placement.Reason;
import java.time.Duration;
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
                "h1 runs short of cpu in 35 min: probability 42 %, shortfall 3 %");
        SAMPLES.put(
                new Reason.ContentionAhead(HOST, Resource.CPU, Duration.ZERO, 1, 0.0521),
                "h1 is short of cpu: shortfall 5 %");
        SAMPLES.put(
                new Reason.ContentionAhead(HOST, Resource.MEMORY, Duration.ZERO, 0, 0),
                "h1 is over the threshold of memory");
        SAMPLES.put(new Reason.RiskReduced(0.3123, 0), "risk score of the VM: 0.312 to 0");
        SAMPLES.put(new Reason.TargetContention(HOST, 0, 0.004), "contention of h1: 0 % to 0.40 % at most");
        SAMPLES.put(new Reason.PolicyMended("web-apart", 2, 0), "violation of web-apart: 2 to 0");
        SAMPLES.put(new Reason.OvercommitReduced(HOST, 0.125, 0), "h1 promises beyond its limit: 13 % to 0 %");
        SAMPLES.put(new Reason.HostEmptied(HOST), "empties h1, which is draining or may sleep then");
        SAMPLES.put(new Reason.Gain(1234.4), "gain, its cost paid: worth 1,234 migrations");
        SAMPLES.put(new Reason.Gain(-0.5), "by itself, costs 0.5 migrations more than it gains");
        SAMPLES.put(new Reason.NextBest(HOST, 2.5), "next best target: h1, worth 2.5 migrations less");
        SAMPLES.put(new Reason.HostsExcluded("web-apart", List.of(HOST)), "web-apart excludes h1");
        SAMPLES.put(
                new Reason.HostsExcluded("memory", List.of(HOST, new HostId("h2"), new HostId("h3"), new HostId("h4"))),
                "memory excludes 4 hosts: h1, h2, h3 and others");
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
