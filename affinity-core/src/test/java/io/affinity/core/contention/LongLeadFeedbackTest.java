package io.affinity.core.contention;

import static io.affinity.core.fixture.SmallFleet.ORIGIN;
import static io.affinity.core.fixture.SmallFleet.STEP;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vmId;
import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.forecasting.FleetForecast;
import io.affinity.core.forecasting.FleetForecast.SeriesForecast;
import io.affinity.core.history.DemandRecorder;
import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.QuantileLevels;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import io.affinity.spi.telemetry.Observation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * VMs that demand one core, give or take 0.3, at all times. Forecasts say so up to a lead of 64 steps, and say half as wide an
 * interval beyond it, as models do that do not know how far things can go.
 */
class LongLeadFeedbackTest {

    private static final ResourceSet CPU = ResourceSet.of(Resource.CPU);
    private static final int VMS = 80;
    private static final int HOSTS = 8;
    private static final int STEPS = 72;
    private static final int SCENARIOS = 32;
    private static final double DEVIATION = 0.3;
    private static final int RIGHT_UP_TO = 64;

    /** Standard normal quantiles at {@link QuantileLevels#STANDARD}. */
    private static final double[] NORMAL = {
        -1.95996, -1.64485, -1.28155, -0.67449, 0, 0.67449, 1.28155, 1.64485, 1.95996
    };

    private final DemandRecorder history = new DemandRecorder(STEP, 100);
    private final ScenarioBuilder builder = new ScenarioBuilder(SCENARIOS, STEPS, 7);
    private final Random random = new Random(12);
    private final Forecast forecast = forecast();
    private int time;

    /** Of a host's loads 27 in 33 should be inside the third smallest and the third largest; unlearned it would be 50 %. */
    @Test
    void anIntervalThatIsTooNarrowAtLongLeadsOnlyIsLearnedThere() {
        Scenarios unlearned = builder.build(next());
        assertThat(inside(unlearned, STEPS - 1)).isBetween(0.4, 0.64);

        Scenarios learned = unlearned;
        for (int i = 0; i < 900; i++) {
            learned = builder.build(next());
        }
        assertThat(inside(learned, STEPS - 1)).isBetween(0.74, 0.88);
        assertThat(inside(learned, RIGHT_UP_TO - 1)).isBetween(0.74, 0.88);
        assertThat(inside(learned, 0)).isBetween(0.74, 0.88);
    }

    private Forecast forecast() {
        double[] means = new double[STEPS];
        double[] quantiles = new double[STEPS * NORMAL.length];
        Arrays.fill(means, 1);
        for (int i = 0; i < quantiles.length; i++) {
            double width = i / NORMAL.length < RIGHT_UP_TO ? 1 : 0.5;
            quantiles[i] = 1 + width * DEVIATION * NORMAL[i % NORMAL.length];
        }
        return Forecast.of(ORIGIN, STEP, QuantileLevels.STANDARD, means, quantiles);
    }

    private double[] demands() {
        double[] demands = new double[VMS];
        Arrays.setAll(demands, vm -> Math.max(0, 1 + DEVIATION * random.nextGaussian()));
        return demands;
    }

    private FleetForecast next() {
        Fleet.Builder fleet = Fleet.builder(ORIGIN.plus(STEP.multipliedBy(time++)));
        List<SeriesForecast> series = new ArrayList<>();
        for (int h = 0; h < HOSTS; h++) {
            fleet.host(Host.of(id("h" + h), ResourceVector.of(CPU, 11)));
        }
        for (int v = 0; v < VMS; v++) {
            fleet.vm(Vm.of(vmId("v" + v), ResourceVector.of(CPU, 4)), id("h" + v % HOSTS));
            series.add(new SeriesForecast(forecast, null, true));
        }
        Fleet built = fleet.build();
        history.record(Observation.of(built, demands()));
        return FleetForecast.of(built, history, series);
    }

    /** {@return the share of many outcomes inside the interval of their host} */
    private double inside(Scenarios scenarios, int step) {
        int trials = 100;
        int inside = 0;
        for (int trial = 0; trial < trials; trial++) {
            double[] demands = demands();
            for (int h = 0; h < HOSTS; h++) {
                inside += isInside(scenarios, step, h, demands) ? 1 : 0;
            }
        }
        return inside / (double) (trials * HOSTS);
    }

    private static boolean isInside(Scenarios scenarios, int step, int host, double[] demands) {
        double[] loads = new double[SCENARIOS];
        double actual = 0;
        for (int v = host; v < VMS; v += HOSTS) {
            actual += demands[v];
            for (int s = 0; s < SCENARIOS; s++) {
                loads[s] += scenarios.demand(v, 0, step, s);
            }
        }
        Arrays.sort(loads);
        return actual >= loads[2] && actual <= loads[SCENARIOS - 3];
    }
}
