// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.coldstart;

import io.affinity.core.forecasting.FleetForecast;
import io.affinity.core.forecasting.ModelForecaster;
import io.affinity.core.history.DemandRecorder;
import io.affinity.forecast.Forecasters;
import io.affinity.simulation.workload.RecordedWorkload;
import io.affinity.spi.demand.PastDemand;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.telemetry.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** One time at which some VMs of a recording begin, as if they had not been there before. */
final class ColdStartReplay {

    /** Values that are known of a new VM when it is forecast: all but the last are before it has a model. */
    static final List<Integer> KNOWN = List.of(1, 3, 6, 11);

    private static final HostId HOST = new HostId("host");
    private static final double ROOM = 1e9;

    private final RecordedWorkload workload;
    private final ColdStartOptions options;
    private final ColdStartLosses losses;

    ColdStartReplay(RecordedWorkload workload, ColdStartOptions options, ColdStartLosses losses) {
        this.workload = workload;
        this.options = options;
        this.losses = losses;
    }

    /** Scores the forecasts of those that begin at a step, which is the first value that is known of them. */
    void run(int start, int number) {
        List<Integer> all = IntStream.range(0, workload.vms().size()).boxed().toList();
        List<Integer> news = all.stream()
                .filter(vm -> vm % options.every == number % options.every)
                .filter(vm -> !Double.isNaN(workload.demand(vm, 0, start)))
                .toList();
        run(start, all, news, Company.WITH_A_PAST);
        run(start, all, news, Company.AS_NEW);
        news.forEach(vm -> run(start, List.of(vm), List.of(vm), Company.NONE));
    }

    private void run(int start, List<Integer> vms, List<Integer> news, Company company) {
        Duration step = workload.step();
        DemandRecorder history = new DemandRecorder(step, options.past + KNOWN.get(KNOWN.size() - 1));
        ModelForecaster forecaster = new ModelForecaster(
                Forecasters.persistence(), null, List.of(), step.multipliedBy(history.window()), step);
        for (int known = 1; known <= KNOWN.get(KNOWN.size() - 1); known++) {
            int now = start + known - 1;
            Observation observation = observation(now, vms);
            if (known == 1 && company == Company.WITH_A_PAST) {
                history.record(observation, past(history, observation, now, vms, news));
            } else {
                history.record(observation);
            }
            if (KNOWN.contains(known)) {
                FleetForecast forecast = forecaster.forecast(observation.fleet(), history, options.horizon());
                score(forecast, vms, news, now, known, company);
            }
        }
    }

    private Observation observation(int now, List<Integer> vms) {
        Instant at = workload.start().plus(workload.step().multipliedBy(now));
        Fleet.Builder fleet = Fleet.builder(at)
                .host(Host.of(HOST, workload.vms().get(0).allocation().with(Resource.CPU, ROOM)));
        vms.forEach(vm -> fleet.vm(workload.vms().get(vm), HOST));
        return Observation.of(
                fleet.build(),
                vms.stream().mapToDouble(vm -> workload.demand(vm, 0, now)).toArray());
    }

    private PastDemand past(
            DemandRecorder history, Observation observation, int now, List<Integer> vms, List<Integer> news) {
        List<Integer> others = vms.stream().filter(vm -> !news.contains(vm)).toList();
        List<VmId> ids = others.stream().map(vm -> workload.vms().get(vm).id()).toList();
        PastDemand.Builder past = PastDemand.builder(history.pastOf(ids, observation));
        for (int i = 0; i < ids.size(); i++) {
            int vm = others.get(i);
            double[] values = IntStream.range(now - history.window(), now)
                    .mapToDouble(t -> t < now - options.past ? Double.NaN : workload.demand(vm, 0, t))
                    .toArray();
            past.put(ids.get(i), Resource.CPU, values);
        }
        return past.build();
    }

    private void score(
            FleetForecast forecast, List<Integer> vms, List<Integer> news, int now, int known, Company company) {
        for (int v = 0; v < vms.size(); v++) {
            if (news.contains(vms.get(v))) {
                Forecast series = forecast.series(v, 0).forecast();
                Vm vm = workload.vms().get(vms.get(v));
                for (int lead : options.leads) {
                    double came = workload.demand(vms.get(v), 0, now + lead);
                    if (!Double.isNaN(came)) {
                        losses.add(
                                company,
                                known,
                                lead,
                                series,
                                came,
                                vm.allocation().value(0));
                    }
                }
            }
        }
    }

    /** {@return the steps at which VMs begin, evenly spread over what is left after the past} */
    static List<Integer> starts(RecordedWorkload workload, ColdStartOptions options) {
        int first = options.past;
        int last = workload.steps() - options.horizon() - KNOWN.get(KNOWN.size() - 1);
        if (last < first) {
            throw new IllegalArgumentException("The trace must have at least " + (workload.steps() + first - last)
                    + " steps; it has " + workload.steps() + ". A shorter --past needs fewer.");
        }
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i < options.starts; i++) {
            starts.add(first + (int) ((long) i * (last - first) / options.starts));
        }
        return starts;
    }
}
