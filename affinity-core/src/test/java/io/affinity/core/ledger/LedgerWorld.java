// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.ledger;

import static io.affinity.core.fixture.SmallFleet.ORIGIN;
import static io.affinity.core.fixture.SmallFleet.STEP;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;
import static io.affinity.core.fixture.SmallFleet.vmId;

import io.affinity.core.forecasting.FleetForecast;
import io.affinity.core.forecasting.FleetForecast.SeriesForecast;
import io.affinity.core.history.DemandHistory;
import io.affinity.core.history.DemandRecorder;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.QuantileLevels;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.telemetry.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * VMs with a season of a day and noise that remembers, a forecaster that knows how they are made, and ways to spoil what it
 * says.
 */
final class LedgerWorld {

    static final int STEPS = 12;
    static final int DAY = 288;

    private static final double[] NORMAL = {-1.96, -1.645, -1.2816, -0.6745, 0, 0.6745, 1.2816, 1.645, 1.96};

    private final double memoryOfNoise;
    private final double amplitude;
    private final double[][] noise;
    private final double[] level;
    private final double[] phase;
    private final DemandRecorder history = new DemandRecorder(STEP, 2 * DAY);
    private CalibrationLedger ledger = emptyLedger();
    private int now = -1;

    LedgerWorld(int vms, int length, long seed) {
        this(vms, length, seed, 0.8, 3);
    }

    /** {@return a world in which each value is drawn anew, whatever came before} */
    static LedgerWorld withoutMemory(int vms, int length, long seed) {
        return new LedgerWorld(vms, length, seed, 0, 0);
    }

    private LedgerWorld(int vms, int length, long seed, double memoryOfNoise, double amplitude) {
        this.memoryOfNoise = memoryOfNoise;
        this.amplitude = amplitude;
        SplittableRandom random = new SplittableRandom(seed);
        noise = new double[vms][length + 1];
        level = new double[vms];
        phase = new double[vms];
        for (int v = 0; v < vms; v++) {
            level[v] = 4 + 8 * random.nextDouble();
            phase[v] = DAY * random.nextDouble();
            for (int t = 1; t <= length; t++) {
                noise[v][t] = memoryOfNoise * noise[v][t - 1] + deviation(1) * gaussian(random);
            }
        }
    }

    static CalibrationLedger emptyLedger() {
        return new CalibrationLedger(LedgerSettings.DEFAULT, Duration.ofDays(1), STEP);
    }

    private static double gaussian(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    /** {@return the standard deviation of the noise that comes in the steps up to one} */
    private double deviation(int ahead) {
        return Math.sqrt(1 - Math.pow(memoryOfNoise, 2 * ahead));
    }

    private double season(int vm, int t) {
        return level[vm] + amplitude * Math.sin(2 * Math.PI * (t - phase[vm]) / DAY);
    }

    double demand(int vm, int t) {
        return Math.max(0, season(vm, t) + noise[vm][t]);
    }

    int vms() {
        return noise.length;
    }

    int now() {
        return now;
    }

    CalibrationLedger ledger() {
        return ledger;
    }

    void use(CalibrationLedger other) {
        ledger = other;
    }

    DemandHistory history() {
        return history;
    }

    SeriesStanding standing(int vm) {
        return ledger.accuracy(vmId("v" + vm), io.affinity.spi.model.Resource.CPU)
                .standing();
    }

    int demoted() {
        int demoted = 0;
        for (int v = 0; v < vms(); v++) {
            demoted += standing(v).isDemoted() ? 1 : 0;
        }
        return demoted;
    }

    /** Whose forecast a VM gets, and when it was made. */
    interface Spoiling {

        Spoiling NONE = (vm, now) -> new int[] {vm, now};

        /** {@return a VM and an origin} */
        int[] source(int vm, int now);

        static Spoiling shuffled(int vms) {
            return (vm, now) -> new int[] {(vm + 1 + now % (vms - 1)) % vms, now};
        }

        static Spoiling frozenAt(int origin) {
            return (vm, now) -> new int[] {vm, Math.min(now, origin)};
        }
    }

    Fleet fleet() {
        Fleet.Builder builder =
                Fleet.builder(ORIGIN.plus(STEP.multipliedBy(now))).host(host("a", 1000, 1000));
        for (int v = 0; v < vms(); v++) {
            builder.vm(vm("v" + v, 20, 1), id("a"));
        }
        return builder.build();
    }

    /** One step: everybody is measured, and forecast as far as the forecasts are not spoiled. */
    FleetForecast step(Spoiling spoiling) {
        now++;
        Fleet fleet = fleet();
        double[] demand = new double[2 * vms()];
        for (int v = 0; v < vms(); v++) {
            demand[2 * v] = demand(v, now);
        }
        history.record(Observation.of(fleet, demand));
        List<SeriesForecast> series = new ArrayList<>();
        for (int v = 0; v < vms(); v++) {
            int[] source = spoiling.source(v, now);
            series.add(new SeriesForecast(forecast(fleet, source[0], source[1]), null, true));
            series.add(new SeriesForecast(
                    Forecast.of(
                            fleet.observedAt(),
                            STEP,
                            QuantileLevels.STANDARD,
                            new double[STEPS],
                            new double[STEPS * 9]),
                    null,
                    true));
        }
        return ledger.admit("known", FleetForecast.of(fleet, history.slot(), series), history);
    }

    private Forecast forecast(Fleet fleet, int vm, int origin) {
        double[] mean = new double[STEPS];
        double[] quantiles = new double[STEPS * NORMAL.length];
        for (int i = 0; i < STEPS; i++) {
            mean[i] = season(vm, origin + i + 1) + Math.pow(memoryOfNoise, i + 1) * noise[vm][origin];
            for (int q = 0; q < NORMAL.length; q++) {
                quantiles[i * NORMAL.length + q] = mean[i] + NORMAL[q] * deviation(i + 1);
            }
        }
        return Forecast.of(fleet.observedAt(), STEP, QuantileLevels.STANDARD, mean, quantiles);
    }
}
