package example;

import io.affinity.core.advice.Change;
import io.affinity.core.advice.Outcome;
import io.affinity.core.advice.PlacementAdvice;
import io.affinity.core.advice.RulePrices;
import io.affinity.core.advice.WhatIf;
import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.ObjectiveWeights;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.SolveLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Asks what would happen if a fleet were otherwise, and migrates nothing. */
public class Questions {

    private static final SolveLimits LIMITS = SolveLimits.of(1_000, 1);

    public static void main(String[] args) {
        // The problem of the last decision would do as well: decision.outlook().search().problem().
        PlacementProblem problem = PlacementProblem.of(demand(fleet()), ObjectiveWeights.CONTENTION_ONLY);
        WhatIf question = WhatIf.of(problem);

        Outcome drained = question.ask(new Change.Drain(new HostId("a")), LIMITS);
        drained.migrations().forEach(it -> System.out.println(it.vm() + " would go to " + it.target()));

        Outcome gone = question.ask(new Change.Remove(new HostId("a")), LIMITS);
        gone.homeless().forEach(it -> System.out.println(it.vm() + " would have no host: " + it.excluded()));

        ResourceVector large = ResourceVector.cpuAndMemory(16, 48e9);
        Outcome larger = question.ask(new Change.Resize(new VmId("db-0"), large), LIMITS);
        System.out.println("A larger db-0 takes " + larger.migrations().size() + " migrations");

        List<Vm> many = IntStream.range(0, 12)
                .mapToObj(i -> Vm.of("batch-" + i, 2, 8e9))
                .toList();
        for (PlacementAdvice start : question.ask(new Change.Start(many), LIMITS).starts()) {
            System.out.println(start.vm() + " would start on " + start.ranked().get(0).host());
        }

        RulePrices.find(problem, LIMITS)
                .forEach(it -> System.out.println("without " + it.rule() + ": " + it.migrations() + " migrations less"));
    }

    private static Fleet fleet() {
        return Fleet.builder(Instant.parse("2026-01-05T00:00:00Z"))
                .host(Host.of("a", 32, 64e9))
                .host(Host.of("b", 32, 64e9))
                .host(Host.of("c", 32, 64e9))
                .vm(Vm.of("db-0", 8, 24e9), new HostId("a"))
                .vm(Vm.of("db-1", 8, 24e9), new HostId("a"))
                .vm(Vm.of("web-0", 4, 8e9), new HostId("b"))
                .policy(LocationPolicy.AntiAffinity.of("db apart", Set.of(new VmId("db-0"), new VmId("db-1"))))
                .build();
    }

    /** In place of forecasts: each VM uses half of its cores and all of its memory for an hour. */
    private static Scenarios demand(Fleet fleet) {
        return Scenarios.of(
                fleet,
                fleet.observedAt(),
                Duration.ofMinutes(5),
                12,
                1,
                (vm, resource, step, scenario) ->
                        fleet.vms().get(vm).allocation().value(resource) * (resource == 0 ? 0.5 : 1));
    }
}
