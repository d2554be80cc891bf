// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.mutants;

import io.affinity.spi.demand.Demand;
import io.affinity.spi.demand.DemandSource;
import io.affinity.spi.demand.HistoryRequest;
import io.affinity.spi.demand.PastDemand;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.InventorySource;
import io.affinity.spi.inventory.RuleSource;
import io.affinity.spi.inventory.Rules;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.VmId;
import io.affinity.spi.telemetry.Observation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Says again what was observed, step by step; its clock shows the time of that step. */
final class Replay implements InventorySource, DemandSource, RuleSource, InstantSource {

    private final List<Observation> observations;
    private final Map<HistoryRequest, PastDemand> answers;
    private int step;

    /**
     * @param answers what was answered before, by others that began at the same step
     * @param step to begin with
     */
    Replay(List<Observation> observations, Map<HistoryRequest, PastDemand> answers, int step) {
        this.observations = observations;
        this.answers = answers;
        this.step = step;
    }

    void next() {
        step++;
    }

    private Observation now() {
        return observations.get(step);
    }

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public Instant instant() {
        return now().fleet().observedAt();
    }

    @Override
    public Inventory inventory() {
        return Inventory.of(now().fleet());
    }

    @Override
    public Rules rules(Inventory inventory) {
        return new Rules(now().fleet().policies(), now().fleet().budgets());
    }

    @Override
    public Demand demand(Inventory inventory) {
        Fleet fleet = now().fleet();
        Demand.Builder demand = Demand.builder(inventory.observedAt(), inventory.resources());
        for (int v = 0; v < fleet.vms().size(); v++) {
            for (int r = 0; r < fleet.resources().size(); r++) {
                demand.put(fleet.vms().get(v).id(), fleet.resources().get(r), now().demand(v, r));
            }
        }
        return demand.build();
    }

    @Override
    public PastDemand history(HistoryRequest request) {
        return answers.computeIfAbsent(request, this::past);
    }

    private PastDemand past(HistoryRequest request) {
        PastDemand.Builder past = PastDemand.builder(request);
        for (VmId vm : request.vms()) {
            for (int r = 0; r < request.resources().size(); r++) {
                Resource resource = request.resources().get(r);
                double[] values = new double[request.length()];
                Arrays.fill(values, Double.NaN);
                for (int i = 0; i < values.length; i++) {
                    Instant at = request.start().plus(request.step().multipliedBy(i));
                    values[i] = value(at, request.step(), vm, r);
                }
                past.put(vm, resource, values);
            }
        }
        return past.build();
    }

    private double value(Instant at, Duration length, VmId vm, int resource) {
        long place =
                Duration.between(observations.get(0).fleet().observedAt(), at).dividedBy(length);
        if (at.isBefore(observations.get(0).fleet().observedAt()) || place >= step) {
            return Double.NaN;
        }
        Observation then = observations.get((int) place);
        return then.demand(then.fleet().indexOf(vm), resource);
    }
}
