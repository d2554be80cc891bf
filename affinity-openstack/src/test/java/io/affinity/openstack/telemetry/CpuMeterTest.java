// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.openstack.compute.Diagnostics;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CpuMeterTest {

    private static final HostId H1 = new HostId("h1");
    private static final VmId WEB = new VmId("web");

    /** Times of this clock wrap around. */
    private static final long BEGIN = Long.MAX_VALUE - 3;

    private final CpuMeter meter = new CpuMeter();

    private double read(HostId host, double uptime, double cpuSeconds, double atSeconds) {
        Diagnostics read = new Diagnostics(uptime, cpuSeconds * 1e9, Double.NaN);
        return meter.cores(WEB, host, read, 2, BEGIN + (long) (atSeconds * TimeUnit.SECONDS.toNanos(1)));
    }

    @Test
    void coresAreTimeUsedOverTimePassed() {
        assertThat(read(H1, 100, 50, 0)).isNaN();
        assertThat(read(H1, 110, 65, 10)).isCloseTo(1.5, within(1e-9));
        assertThat(read(H1, 120, 65, 20)).isZero();
    }

    @Test
    void aMigrationBeginsAnew() {
        read(H1, 100, 50, 0);

        assertThat(read(new HostId("h2"), 110, 51, 10)).isNaN();
        assertThat(read(new HostId("h2"), 120, 61, 20)).isCloseTo(1, within(1e-9));
    }

    @Test
    void aRestartBeginsAnewThoughItsCounterIsAheadAlready() {
        read(H1, 100, 0.5, 0);

        assertThat(read(H1, 5, 1, 10)).isNaN();
    }

    @Test
    void aCounterThatJumpedIsNoRate() {
        read(H1, 100, 50, 0);

        assertThat(read(H1, 110, 49, 10)).as("down").isNaN();
        assertThat(read(H1, 120, 49 + 100, 20)).as("more than 2 cores can use").isNaN();
        assertThat(read(H1, 130, 149 + 10, 30)).as("from then on it is right").isCloseTo(1, within(1e-9));
    }

    @Test
    void twoReadingsAtOnceSayNothingAndLoseNothing() {
        read(H1, 100, 50, 0);

        assertThat(read(H1, 100, 50.05, 0.1)).isNaN();
        assertThat(read(H1, 101, 51, 1)).isCloseTo(1, within(1e-9));
    }

    @Test
    void aCounterThatIsNotToldIsNoRate() {
        read(H1, Double.NaN, Double.NaN, 0);

        assertThat(read(H1, Double.NaN, Double.NaN, 10)).isNaN();
    }
}
