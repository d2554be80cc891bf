// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.advice;

import static io.affinity.core.fixture.SmallFleet.ORIGIN;
import static io.affinity.core.fixture.SmallFleet.constantDemand;
import static io.affinity.core.fixture.SmallFleet.fleet;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;
import static io.affinity.core.fixture.SmallFleet.vmId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.affinity.core.check.PlacementChecker;
import io.affinity.core.dependence.AffinityTable;
import io.affinity.core.dependence.Dependence;
import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.Tenant;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.model.Vm;
import io.affinity.spi.placement.ObjectiveWeights;
import io.affinity.spi.placement.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PlacementAdvisorTest {

    private static final int STEPS = 4;
    private static final int DRAWS = 8;

    private static PlacementAdvice advise(Fleet fleet, Vm newcomer, double... cores) {
        return PlacementAdvisor.of(constantDemand(fleet, STEPS, DRAWS, cores), ObjectiveWeights.CONTENTION_ONLY)
                .advise(newcomer);
    }

    private static final double HORIZON_HOURS = STEPS / 12.0;

    private static List<String> names(PlacementAdvice advice) {
        return advice.ranked().stream().map(ranked -> ranked.host().value()).toList();
    }

    @Test
    void hostsAreRankedByTheContentionThatTheVmAddsThenByHeadroom() {
        Fleet fleet = fleet(host("full", 8, 64), host("half", 8, 64), host("empty", 8, 64))
                .vm(vm("v1", 8, 4), id("full"))
                .vm(vm("v2", 8, 4), id("half"))
                .vm(vm("v3", 8, 4), id("half"))
                .build();

        PlacementAdvice advice = advise(fleet, vm("new", 8, 4), 6, 2, 1);

        assertThat(names(advice)).containsExactly("empty", "half", "full");
        assertThat(advice.standIns()).containsExactly(vmId("v1"), vmId("v2"), vmId("v3"));
        RankedHost worst = advice.ranked().get(2);
        // The stand-ins take turns over the eight draws: 6 cores in three, 2 in three, 1 in two.
        assertThat(worst.before().peakProbability()).isZero();
        assertThat(worst.after().peakProbability()).isEqualTo(3.0 / 8);
        assertThat(worst.after().shortfall()).isEqualTo(12.0 / (8 * 6 + 26), within(1e-6));
        assertThat(worst.cost()).isEqualTo(HORIZON_HOURS * (4 * 2 * 3.0 / 8 + 1000 * 12.0 / 8 / 8), within(1e-6));
        assertThat(worst.worst()).isEqualTo(Resource.CPU);
        assertThat(worst.ahead()).isEqualTo(Duration.ofMinutes(5));
        assertThat(advice.ranked().get(0).cost()).isZero();
        assertThat(advice.ranked().get(0).utilization()).isEqualTo(26.0 / 8 / 8, within(1e-6));
    }

    @Test
    void aVmIsTakenToDoAsThoseOfItsTenantAndSizeDo() {
        Tenant shop = new Tenant("shop");
        Fleet fleet = fleet(host("a", 64, 64), host("b", 64, 64))
                .vm(vm("s1", 4, 4).withTenant(shop), id("a"))
                .vm(vm("s2", 6, 4).withTenant(shop), id("a"))
                .vm(vm("s3", 8, 4).withTenant(shop), id("a"))
                .vm(vm("large", 32, 4).withTenant(shop), id("a"))
                .vm(vm("other", 4, 4), id("a"))
                .build();

        PlacementAdvice advice = advise(fleet, vm("new", 4, 4).withTenant(shop), 1, 1.5, 2, 32, 4);

        assertThat(advice.standIns()).containsExactly(vmId("s1"), vmId("s2"), vmId("s3"));
        assertThat(advice.ranked().get(0).utilization())
                .as("a quarter of its allocation, as with each of them, on the empty host")
                .isEqualTo(Math.max(1.0 / 64, 0.4 / 64), within(1e-6));
    }

    @Test
    void inAnEmptyFleetAVmIsTakenToUseAllThatItIsPromised() {
        Fleet fleet = fleet(host("a", 8, 64), host("b", 16, 64)).build();

        PlacementAdvice advice = advise(fleet, vm("new", 12, 4));

        assertThat(advice.standIns()).isEmpty();
        assertThat(names(advice)).containsExactly("b", "a");
        assertThat(advice.ranked().get(1).after().peakProbability()).isEqualTo(1);
    }

    @Test
    void hostsThatAreExcludedAreNamedWithTheirRule() {
        Fleet fleet = fleet(
                        host("a", 8, 64),
                        host("small", 8, 2),
                        host("gone", 8, 64).withState(HostState.UNAVAILABLE),
                        host("draining", 8, 64).withState(HostState.DRAINING),
                        host("b", 8, 64))
                .vm(vm("v1", 4, 1), id("a"))
                .policy(new LocationPolicy.AntiAffinity(
                        "apart",
                        Strength.hard(),
                        Scope.CONTINUOUS,
                        new LinkedHashSet<>(List.of(vmId("v1"), vmId("new"))),
                        TopologyLevel.HOST))
                .build();

        PlacementAdvice advice = advise(fleet, vm("new", 4, 4), 1);

        assertThat(names(advice)).containsExactly("b");
        assertThat(advice.excluded())
                .containsExactly(
                        new Reason.HostsExcluded("apart", List.of(id("a"))),
                        new Reason.HostsExcluded("allocation limit", List.of(id("small"))),
                        new Reason.HostsExcluded("host is unavailable", List.of(id("gone"))),
                        new Reason.HostsExcluded("host is draining", List.of(id("draining"))));
    }

    @Test
    void softRulesCostWhatTheyAreWorth() {
        Fleet fleet = fleet(host("a", 8, 64), host("b", 8, 64))
                .vm(vm("v1", 4, 1), id("b"))
                .policy(new LocationPolicy.Affinity(
                        "together",
                        Strength.soft(0.5),
                        Scope.FINAL,
                        new LinkedHashSet<>(List.of(vmId("v1"), vmId("new"))),
                        TopologyLevel.HOST))
                .build();

        PlacementAdvice advice = advise(fleet, vm("new", 4, 4), 1);

        assertThat(names(advice)).containsExactly("b", "a");
        assertThat(advice.ranked().get(1).softPolicies()).isEqualTo(0.5);
        assertThat(advice.ranked().get(0).softPolicies()).isZero();
    }

    @Test
    void affinitiesOfVmsLikeItCount() {
        Fleet fleet = fleet(host("a", 64, 64), host("b", 64, 64), host("c", 64, 64))
                .vm(vm("v1", 4, 4), id("a"))
                .vm(vm("v2", 4, 4), id("b"))
                .build();
        Dependence dependence =
                new Dependence(vmId("v1"), vmId("v2"), Resource.CPU, Duration.ZERO, 0.9, 1e-9, 100, 1, 1);
        AffinityTable table = AffinityTable.of(fleet, List.of(dependence), TopologyLevel.HOST, ORIGIN.plusSeconds(1));
        Scenarios scenarios = constantDemand(fleet, STEPS, DRAWS, 1, 1);

        PlacementAdvice advice = PlacementAdvisor.of(scenarios, ObjectiveWeights.CONTENTION_ONLY)
                .withAffinities(table, 0.1)
                .advise(vm("new", 4, 4));

        assertThat(advice.ranked().get(0).host()).isEqualTo(id("c"));
        assertThat(advice.ranked().get(2).affinity()).isEqualTo(-0.45, within(1e-9));
        assertThat(advice.ranked().get(2).cost()).isEqualTo(0.045, within(1e-9));
    }

    /** Judged by the checker, which shares no code with the rules that the advisor asks. */
    @Test
    void noRankedHostBreaksAHardRule() {
        SplittableRandom random = new SplittableRandom(1);
        int ranked = 0;
        int excluded = 0;
        for (int i = 0; i < 200; i++) {
            Fleet fleet = randomFleet(random);
            Vm newcomer =
                    vm("new", 1 + random.nextInt(4), 1 + random.nextInt(8)).withTenant(tenant(random));
            double[] cores = new double[fleet.vms().size()];
            Arrays.setAll(cores, v -> 1);
            PlacementAdvice advice = advise(fleet, newcomer, cores);
            Map<String, Double> before = new PlacementChecker(fleet).hardViolations(fleet.placement());
            Set<HostId> may = new LinkedHashSet<>();
            advice.ranked().forEach(host -> may.add(host.host()));
            for (var host : fleet.hosts()) {
                Fleet after = with(fleet, newcomer, host.id());
                boolean isWorse = !PlacementChecker.worsened(
                                before, new PlacementChecker(after).hardViolations(after.placement()))
                        .isEmpty();
                assertThat(may.contains(host.id()))
                        .as("case %d, %s", i, host.id())
                        .isEqualTo(!isWorse);
            }
            ranked += may.size();
            excluded += fleet.hosts().size() - may.size();
        }
        assertThat(ranked).isPositive();
        assertThat(excluded).isPositive();
    }

    private static Tenant tenant(SplittableRandom random) {
        return new Tenant("t" + random.nextInt(3));
    }

    private static Fleet with(Fleet fleet, Vm newcomer, HostId host) {
        Fleet.Builder builder = Fleet.builder(fleet.observedAt())
                .topology(fleet.topology())
                .hosts(fleet.hosts())
                .policies(fleet.policies());
        fleet.vms().forEach(vm -> builder.vm(vm, fleet.placement().hostOf(vm.id())));
        return builder.vm(newcomer, host).build();
    }

    private static Fleet randomFleet(SplittableRandom random) {
        List<HostId> hosts = new ArrayList<>();
        Fleet.Builder builder = fleet();
        for (int h = 0; h < 6; h++) {
            builder.host(host("h" + h, 8, 12).withFaultDomain(TopologyLevel.RACK, "r" + h % 3));
            hosts.add(id("h" + h));
        }
        Set<io.affinity.spi.model.VmId> some = new LinkedHashSet<>(List.of(vmId("new")));
        for (int v = 0; v < 8; v++) {
            builder.vm(vm("v" + v, 2, 3).withTenant(tenant(random)), hosts.get(random.nextInt(6)));
            if (random.nextInt(3) == 0) {
                some.add(vmId("v" + v));
            }
        }
        Strength hard = Strength.hard();
        Scope scope = Scope.CONTINUOUS;
        List<LocationPolicy> kinds = List.of(
                new LocationPolicy.Affinity("affinity", hard, scope, some, TopologyLevel.RACK),
                new LocationPolicy.AntiAffinity("anti", hard, scope, some, TopologyLevel.HOST),
                new LocationPolicy.Spread("spread", hard, scope, some, TopologyLevel.RACK, 2),
                new LocationPolicy.MaxPerDomain("max", hard, scope, some, TopologyLevel.RACK, 2),
                new LocationPolicy.Proximity("near", hard, scope, some, 1),
                new LocationPolicy.AllowedHosts("allowed", hard, scope, some, Set.copyOf(hosts.subList(0, 4))),
                new LocationPolicy.ForbiddenHosts("forbidden", hard, scope, some, Set.copyOf(hosts.subList(0, 2))),
                new LocationPolicy.MaxVmsPerHost("few", hard, scope, Set.copyOf(hosts), 2),
                new LocationPolicy.ExclusiveTenancy("alone", hard, scope, new Tenant("t1"), TopologyLevel.HOST),
                new LocationPolicy.FailoverReserve("reserve", hard, scope, Set.copyOf(hosts), 1),
                new LocationPolicy.Pinned("pinned", hard, scope, vmId("new"), hosts.get(5)));
        builder.policy(kinds.get(random.nextInt(kinds.size())));
        LocationPolicy second = kinds.get(random.nextInt(kinds.size() - 1));
        Fleet one = builder.build();
        return one.policies().get(0).name().equals(second.name())
                ? one
                : one.withPolicies(List.of(one.policies().get(0), second));
    }

    @Test
    void aVmThatRunsAlreadyIsRefused() {
        Fleet fleet = fleet(host("a", 8, 64)).vm(vm("v1", 4, 1), id("a")).build();

        assertThatThrownBy(() -> advise(fleet, vm("v1", 4, 1), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("v1");
    }
}
