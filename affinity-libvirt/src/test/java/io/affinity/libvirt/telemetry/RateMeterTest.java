// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.libvirt.binding.DomainKey;
import io.affinity.libvirt.binding.TypedParameters;
import io.affinity.spi.model.HostId;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RateMeterTest {

    private static final HostId H1 = new HostId("h1");
    private static final HostId H2 = new HostId("h2");
    private static final long SECOND = 1_000_000_000L;

    private final RateMeter meter = new RateMeter();
    private final Map<String, Object> values = new HashMap<>();

    @Test
    void knowsNoRateBeforeTheSecondReading() {
        count(5 * SECOND, 100);

        assertThat(at(H1, 1, 0)).isEqualTo(Rates.UNKNOWN);
    }

    @Test
    void dividesGrowthByTheTimeBetweenReadings() {
        count(5 * SECOND, 1000);
        at(H1, 1, 0);
        count(8 * SECOND, 7000);

        Rates rates = at(H1, 1, 2 * SECOND);

        assertThat(rates.cpuCores()).isEqualTo(1.5);
        assertThat(rates.networkBytesPerSecond()).isEqualTo(3000);
        assertThat(rates.diskBytesPerSecond()).isZero();
        assertThat(rates.waitedCores()).isNaN();
    }

    @Test
    void beginsAnewWhenTheDomainWasRestartedOrMigrated() {
        count(5 * SECOND, 1000);
        at(H1, 1, 0);
        count(6 * SECOND, 2000);

        assertThat(at(H1, 2, SECOND)).as("restarted").isEqualTo(Rates.UNKNOWN);
        assertThat(at(H2, 2, 2 * SECOND)).as("migrated").isEqualTo(Rates.UNKNOWN);
        count(6 * SECOND + SECOND / 2, 2000);
        assertThat(at(H2, 2, 3 * SECOND).cpuCores()).isEqualTo(0.5);
    }

    @Test
    void givesNoRateForACounterThatWentDownAndGoesOnFromThere() {
        count(5 * SECOND, 1000);
        at(H1, 1, 0);
        count(6 * SECOND, 400);

        Rates reset = at(H1, 1, SECOND);
        assertThat(reset.cpuCores()).isEqualTo(1);
        assertThat(reset.networkBytesPerSecond()).isNaN();
        count(6 * SECOND, 700);
        assertThat(at(H1, 1, 2 * SECOND).networkBytesPerSecond()).isEqualTo(300);
    }

    @Test
    void doesNotBelieveInMoreCpuThanTheHostHas() {
        count(0, 0);
        at(H1, 1, 0);
        count(100 * SECOND, 0);

        assertThat(at(H1, 1, SECOND).cpuCores()).isNaN();
    }

    @Test
    void measuresAcrossAReadingThatCameTooSoon() {
        count(0, 0);
        at(H1, 1, 0);
        count(SECOND / 10, 0);
        assertThat(at(H1, 1, SECOND / 10)).isEqualTo(Rates.UNKNOWN);
        count(2 * SECOND, 0);

        assertThat(at(H1, 1, 2 * SECOND).cpuCores()).isEqualTo(1);
    }

    @Test
    void countsADeviceThatWasPluggedInFromZeroAndDoesNotMissOneThatWent() {
        count(0, 1000);
        at(H1, 1, 0);
        values.put("net.count", 2L);
        values.put("net.1.name", "vnet1");
        values.put("net.1.rx.bytes", 50L);
        assertThat(at(H1, 1, SECOND).networkBytesPerSecond()).isEqualTo(50);

        values.put("net.count", 1L);
        values.put("net.0.name", "vnet1");
        values.put("net.0.rx.bytes", 80L);
        assertThat(at(H1, 1, 2 * SECOND).networkBytesPerSecond()).isEqualTo(30);
    }

    @Test
    void doesNotTakeWhatWasNotReportedForSilence() {
        count(0, 0);
        values.put("block.count", 1L);
        values.put("block.0.name", "vda");
        at(H1, 1, 0);

        Rates rates = at(H1, 1, SECOND);

        assertThat(rates.diskBytesPerSecond()).isNaN();
        assertThat(rates.diskOperationsPerSecond()).isNaN();
        assertThat(rates.networkBytesPerSecond()).isZero();
    }

    @Test
    void countsTheTimeOfTheVcpusWhereThatOfTheDomainIsNotTold() {
        values.put("vcpu.maximum", 3L);
        values.put("vcpu.0.time", 5 * SECOND);
        values.put("vcpu.2.time", SECOND);
        at(H1, 1, 0);
        values.put("vcpu.0.time", 6 * SECOND);
        values.put("vcpu.2.time", 3 * SECOND);
        assertThat(at(H1, 1, 2 * SECOND).cpuCores()).isEqualTo(1.5);

        values.put("cpu.time", 10 * SECOND);
        assertThat(at(H1, 1, 4 * SECOND).cpuCores()).as("another counter").isNaN();
        values.put("cpu.time", 11 * SECOND);
        assertThat(at(H1, 1, 6 * SECOND).cpuCores()).isEqualTo(0.5);
    }

    private void count(long cpuNanos, long networkBytes) {
        values.put("cpu.time", cpuNanos);
        values.put("net.count", 1L);
        values.put("net.0.name", "vnet0");
        values.put("net.0.rx.bytes", networkBytes);
        values.put("block.count", 0L);
    }

    private Rates at(HostId host, int id, long nanoTime) {
        return meter.measure(
                host, new DomainKey(new UUID(0, 1), "web", id), Counters.of(TypedParameters.of(values)), nanoTime, 8);
    }
}
