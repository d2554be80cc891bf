// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.Rebalancer;
import io.affinity.core.balancing.Balancer;
import io.affinity.spi.demand.Demand;
import io.affinity.spi.demand.DemandSource;
import io.affinity.spi.demand.HistoryRequest;
import io.affinity.spi.demand.PastDemand;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.InventorySource;
import io.affinity.spi.inventory.TelemetryException;
import io.affinity.spi.telemetry.Telemetry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LoopTest {

    private static final Duration STEP = Duration.ofSeconds(5);

    private final SetClock clock = new SetClock();
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger cycles = new AtomicInteger();

    @Test
    void aClockThatIsSetBackByAYearDoesNotDelayTheNextCycle() throws InterruptedException {
        NobodyAnswers nobody = new NobodyAnswers();
        Rebalancer rebalancer = Rebalancer.builder()
                .telemetry(Telemetry.of(nobody, nobody))
                .migrator(new NoMigrator())
                .balancer(Balancer.none())
                .step(STEP)
                .clock(clock)
                .build();
        Loop loop = new Loop(
                rebalancer,
                STEP,
                Duration.ofMillis(1),
                clock,
                () -> nanos.addAndGet(Duration.ofMillis(100).toNanos()),
                pause -> {},
                report -> {
                    if (cycles.incrementAndGet() == 2) {
                        clock.now = clock.now.minus(Duration.ofDays(365));
                    }
                });

        loop.run(() -> cycles.get() == 4);

        assertThat(nanos.get()).isLessThan(STEP.multipliedBy(6).toNanos());
    }

    private static final class SetClock extends Clock {

        private Instant now = Instant.parse("2026-11-29T00:00:00Z");

        @Override
        public Instant instant() {
            // It goes on by as little as it takes to be asked.
            now = now.plusMillis(50);
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private static final class NobodyAnswers implements InventorySource, DemandSource {

        @Override
        public String name() {
            return "none";
        }

        @Override
        public Inventory inventory() {
            throw new TelemetryException("Nobody answers.");
        }

        @Override
        public Demand demand(Inventory inventory) {
            throw new TelemetryException("Nobody answers.");
        }

        @Override
        public PastDemand history(HistoryRequest request) {
            throw new TelemetryException("Nobody answers.");
        }
    }
}
