// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.exchange;

import io.affinity.core.contention.ContentionEstimator;
import io.affinity.core.contention.ScenarioDraft;
import io.affinity.core.fixture.HostsOfTenants;
import io.affinity.core.plan.MigrationPlanner;
import io.affinity.core.plan.PlanRequest;
import io.affinity.core.plan.PreCopyModel;
import io.affinity.core.risk.ExpectedShortfallScorer;
import io.affinity.core.risk.PlacementEvaluator;
import io.affinity.core.search.LocalSearchSolver;
import io.affinity.spi.contention.ContentionForecast;
import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.contract.RandomProblems;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationEstimate;
import io.affinity.spi.migration.MigrationLimits;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.migration.PlannedMigration;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Hold;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.MigrationBudget;
import io.affinity.spi.model.MigrationBudget.Subject;
import io.affinity.spi.model.Priority;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.Tenant;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.Bound;
import io.affinity.spi.placement.Objective;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementResult;
import io.affinity.spi.placement.PolicyConflict;
import io.affinity.spi.placement.Reason;
import io.affinity.spi.placement.Recommendation;
import io.affinity.spi.placement.SolveLimits;
import io.affinity.spi.risk.RiskReport;
import io.affinity.spi.telemetry.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Values of all kinds that belong to a seed, odd ones among them. */
final class RandomValues {

    static final HostsOfTenants TERM = new HostsOfTenants(Strength.soft(3));

    private final SplittableRandom random;
    private final PlacementProblem plain;
    private final Fleet fleet;
    private final Scenarios scenarios;

    RandomValues(long seed) {
        this.random = new SplittableRandom(seed);
        this.plain = RandomProblems.problem(seed);
        this.fleet = fleet(plain.fleet());
        this.scenarios = scenarios(plain.scenarios());
    }

    private Fleet fleet(Fleet from) {
        Instant at = random.nextBoolean() ? from.observedAt() : Instant.MIN.plusNanos(random.nextInt(1000));
        Fleet.Builder builder = Fleet.builder(at)
                .topology(from.topology())
                .hosts(from.hosts())
                .policies(from.policies())
                .holds(List.of(
                        new Hold.UnclearVm(text(), text(), Set.of(), Set.of(new VmId(text()), new VmId("gone"))),
                        new Hold.UnknownHost(text(), text(), Set.of(new VmId("gone"))),
                        new Hold.RunsTwice(new VmId("gone"), Set.of(new HostId("h0"), new HostId("h1")))))
                .budgets(List.of(
                        new MigrationBudget(new Subject.EachVm(), 2, Duration.ofHours(1)),
                        new MigrationBudget(new Subject.EachHost(), 0, Duration.ofNanos(1)),
                        new MigrationBudget(new Subject.OfTenant(new Tenant(text())), 9, Duration.ofDays(9)),
                        new MigrationBudget(
                                new Subject.Group(Set.of(new VmId("gone"))), Integer.MAX_VALUE, Duration.ofHours(2))));
        for (Vm vm : from.vms()) {
            builder.vm(
                    vm.withName(text())
                            .withMemoryBytes(random.nextDouble(1e12))
                            .withDirtyBytesPerSecond(random.nextDouble())
                            .withPriority(new Priority(text(), Double.MIN_VALUE + random.nextInt(2))),
                    from.placement().hostOf(vm.id()));
        }
        return builder.build();
    }

    private Scenarios scenarios(Scenarios from) {
        double[] quantum = {from.quantum(0), from.quantum(1)};
        ScenarioDraft draft =
                ScenarioDraft.of(fleet, from.origin(), from.step(), from.steps(), from.scenarios(), quantum);
        int[] block = new int[from.blockLength()];
        for (int r = 0; r < 2; r++) {
            for (int v = 0; v < fleet.vms().size(); v++) {
                from.copyDemand(v, r, block, 0);
                draft.set(v, r, block, 0);
            }
        }
        return draft.build();
    }

    /** Also half a pair of surrogates, and longer than a text of {@link java.io.DataOutput#writeUTF} may be. */
    private String text() {
        return switch (random.nextInt(6)) {
            case 0 -> "\ud800 alone";
            case 1 -> "\u00e4\u4e2d\ud83d\ude00\u0000\u07ff\u0800\uffff";
            case 2 -> "long ".repeat(20_000);
            default -> "name-" + random.nextInt(9);
        };
    }

    private double real() {
        return switch (random.nextInt(6)) {
            case 0 -> -0.0;
            case 1 -> Double.MIN_VALUE;
            case 2 -> Double.POSITIVE_INFINITY;
            default -> random.nextDouble(-1, 1);
        };
    }

    Fleet fleet() {
        return fleet;
    }

    Scenarios scenarios() {
        return scenarios;
    }

    /** Where nothing was measured, some NaN or other. */
    Observation observation() {
        double[] demand = new double[fleet.vms().size() * fleet.resources().size()];
        for (int i = 0; i < demand.length; i++) {
            demand[i] = random.nextInt(4) == 0 ? Double.longBitsToDouble(0x7ff8000000000000L + i) : real();
        }
        return Observation.of(fleet, demand);
    }

    ContentionForecast contention() {
        return ContentionEstimator.estimate(scenarios, fleet.placement());
    }

    RiskReport risk() {
        return PlacementEvaluator.evaluatePlacement(contention(), new ExpectedShortfallScorer());
    }

    PlacementProblem problem() {
        return plain.toBuilder()
                .scenarios(scenarios)
                .reliefOnly(
                        random.nextBoolean()
                                ? Set.of()
                                : fleet.placement().hostByVm().keySet())
                .terms(random.nextBoolean() ? List.of() : List.of(TERM))
                .build();
    }

    PlacementResult result() {
        return switch (random.nextInt(4)) {
            case 0 -> new PlacementResult.Unchanged(fleet.placement(), objective(), bound(), conflicts());
            case 1 -> new PlacementResult.Refused(fleet.placement(), text());
            case 2 ->
                new PlacementResult.Improved(
                        fleet.placement(),
                        objective(),
                        objective(),
                        bound(),
                        List.of(recommendation(), recommendation()),
                        conflicts());
            default -> new LocalSearchSolver().solve(problem(), SolveLimits.of(500, 1));
        };
    }

    private Bound bound() {
        return new Bound(random.nextDouble(), random.nextDouble(1e9));
    }

    private List<PolicyConflict> conflicts() {
        return random.nextBoolean()
                ? List.of()
                : List.of(new PolicyConflict(List.of(text())), new PolicyConflict(List.of(text(), text())));
    }

    private Objective objective() {
        Map<String, Double> amounts = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            amounts.put(text(), real());
        }
        return new Objective(real(), amounts);
    }

    private Recommendation recommendation() {
        HostId host = new HostId(text());
        return new Recommendation(
                new VmId(text()),
                new HostId("source"),
                new HostId("target"),
                List.of(
                        new Reason.ContentionAhead(host, new Resource(text(), text()), duration(), real(), real()),
                        new Reason.RiskReduced(real(), real()),
                        new Reason.TargetContention(host, real(), real()),
                        new Reason.PolicyMended(text(), real(), real()),
                        new Reason.OvercommitReduced(host, real(), real()),
                        new Reason.HostEmptied(host),
                        new Reason.Gain(real()),
                        new Reason.NextBest(host, real()),
                        new Reason.HostsExcluded(text(), List.of(host, host))));
    }

    private Duration duration() {
        return Duration.ofSeconds(random.nextLong(), random.nextInt(1_000_000_000));
    }

    MigrationPlan plan() {
        if (result() instanceof PlacementResult.Improved improved && random.nextBoolean()) {
            return new MigrationPlanner(new PreCopyModel(), MigrationLimits.DEFAULT)
                    .plan(PlanRequest.of(
                            fleet,
                            improved.recommendations().stream()
                                    .filter(it -> fleet.contains(it.vm())
                                            && fleet.placement().hostOf(it.vm()).equals(it.source())
                                            && fleet.contains(it.target()))
                                    .limit(1)
                                    .toList()));
        }
        PlannedMigration planned = new PlannedMigration(
                random.nextInt(),
                new Migration(new VmId(text()), new HostId("source"), new HostId("target")),
                recommendation(),
                new MigrationEstimate(duration(), duration(), real(), random.nextInt(), random.nextBoolean()),
                duration(),
                Set.of(3, 1, -1));
        return new MigrationPlan(
                Instant.EPOCH.plusNanos(random.nextLong()),
                List.of(planned),
                List.of(new MigrationPlan.Postponed(recommendation(), text())));
    }
}
