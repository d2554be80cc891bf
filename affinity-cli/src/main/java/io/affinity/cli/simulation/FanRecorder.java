// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.simulation;

import io.affinity.cli.report.Calibration;
import io.affinity.cli.report.ForecastFan;
import io.affinity.cli.report.ForecastStrips;
import io.affinity.cli.scenario.Scenario;
import io.affinity.core.CycleReport;
import io.affinity.core.RebalancerListener;
import io.affinity.core.balancing.Decision;
import io.affinity.core.forecasting.FleetForecast;
import io.affinity.simulation.workload.Workload;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps forecasts from time to time, to be shown against what happened: those of a few series in full, of all others thinned. Belongs to one run's thread. */
public final class FanRecorder implements RebalancerListener {

    /** So that fans follow each other and seldom overlap. */
    private final int cyclesBetween;

    private final Workload workload;
    private final Map<FanSubjects.Subject, List<ForecastFan.OriginFan>> originsBySubject = new LinkedHashMap<>();
    private final ForecastArchive archive;
    private int cycles;

    public FanRecorder(Scenario scenario) {
        this.workload = scenario.workload();
        this.cyclesBetween = Math.max(12, (int) scenario.predictive().horizon().dividedBy(workload.step()));
        this.archive = new ForecastArchive(workload, cyclesBetween);
        FanSubjects.of(workload, scenario.settings().idleVms())
                .subjects()
                .forEach(subject -> originsBySubject.put(subject, new ArrayList<>()));
    }

    @Override
    public void cycled(CycleReport report) {
        Decision decision = report.decision();
        boolean isDue = cycles++ % cyclesBetween == 0;
        if (isDue && decision != null && decision.outlook() != null) {
            record(decision.outlook().forecast());
            archive.record(decision.outlook().forecast());
        }
    }

    private void record(FleetForecast forecasts) {
        Fleet fleet = forecasts.fleet();
        originsBySubject.forEach((subject, origins) -> {
            Vm vm = workload.vms().get(subject.vm());
            if (fleet.contains(vm.id())) {
                origins.add(fan(forecasts
                        .series(fleet.indexOf(vm.id()), subject.resource())
                        .forecast()));
            }
        });
    }

    private static ForecastFan.OriginFan fan(Forecast forecast) {
        List<ForecastFan.Step> steps = new ArrayList<>();
        for (int i = 0; i < forecast.steps(); i++) {
            double lower80 = forecast.quantileAt(0.1, i);
            double upper80 = Math.max(lower80, forecast.quantileAt(0.9, i));
            steps.add(new ForecastFan.Step(
                    forecast.origin().plus(forecast.step().multipliedBy(i + 1L)),
                    forecast.mean(i),
                    lower80,
                    upper80,
                    // Interpolation may be off in the last digit.
                    Math.min(lower80, forecast.quantileAt(0.025, i)),
                    Math.max(upper80, forecast.quantileAt(0.975, i))));
        }
        return new ForecastFan.OriginFan(forecast.origin(), steps);
    }

    /** {@return what was recorded, against the demand of the workload; empty if there were no forecasts} */
    public List<ForecastFan> fans() {
        VmNames names = VmNames.of(workload.vms());
        List<ForecastFan> fans = new ArrayList<>();
        originsBySubject.forEach((subject, origins) -> {
            if (!origins.isEmpty()) {
                Resource resource = workload.resources().get(subject.resource());
                fans.add(new ForecastFan(
                        names.label(workload.vms().get(subject.vm()).id()),
                        resource.name(),
                        resource.unit(),
                        actual(subject),
                        origins));
            }
        });
        return fans;
    }

    /** {@return the forecasts of all series} */
    public ForecastStrips strips() {
        return archive.strips();
    }

    /** {@return whether what was forecast came as often as it should} */
    public Calibration calibration() {
        return archive.calibration().result();
    }

    private List<ForecastFan.Observation> actual(FanSubjects.Subject subject) {
        List<ForecastFan.Observation> actual = new ArrayList<>();
        for (int step = 0; step < workload.steps(); step++) {
            actual.add(new ForecastFan.Observation(
                    workload.start().plus(workload.step().multipliedBy(step)),
                    workload.demand(subject.vm(), subject.resource(), step)));
        }
        return actual;
    }
}
