package example;

import io.affinity.core.Rebalancer;
import io.affinity.simulation.SimulatedCluster;
import io.affinity.simulation.SimulationSettings;
import io.affinity.simulation.workload.DemandPattern.Level;
import io.affinity.simulation.workload.DemandProfile;
import io.affinity.simulation.workload.GeneratedWorkload;
import io.affinity.simulation.workload.Workload;
import io.affinity.forecast.Forecasters;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.RuleSource;
import io.affinity.spi.inventory.Rules;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.telemetry.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

public class Embedding {

    public static void main(String[] args) throws InterruptedException {
        SimulatedCluster cluster = cluster();
        Rebalancer rebalancer = Rebalancer.builder()
                .telemetry(Telemetry.of(cluster.inventory(), cluster.demand(), new FirstStays()))
                .migrator(cluster.migrator())
                .clock(cluster.clock()) // not needed in production: the system's clock is the default
                .pause(cluster::pass) // nor this: the default sleeps
                .forecaster(Forecasters.auto())
                .build();
        for (int step = 0; step < 12; step++) {
            MigrationPlan plan = rebalancer.plan();
            plan.migrations().forEach(migration -> System.out.println(migration.migration()));
            rebalancer.execute(plan).forEach(report -> System.out.println(report.outcome()));
            cluster.pass(Duration.ofMinutes(5));
        }
        System.out.println(cluster.fleet().placement());
    }

    /** The rules of this platform; the two other parts of its telemetry are simulated. */
    private static final class FirstStays implements RuleSource {

        @Override
        public String name() {
            return "first-stays";
        }

        @Override
        public Rules rules(Inventory inventory) {
            LocationPolicy stays = new LocationPolicy.Pinned(
                    "web-0 stays", Strength.hard(), Scope.CONTINUOUS, new VmId("web-0"), new HostId("a"));
            return new Rules(List.of(stays), List.of());
        }
    }

    /** Eight VMs that want 24 cores, all on the first of two hosts with 16 cores. */
    private static SimulatedCluster cluster() {
        ResourceSet resources = ResourceSet.of(Resource.CPU, Resource.MEMORY);
        List<Vm> vms = IntStream.range(0, 8)
                .mapToObj(i -> Vm.of(new VmId("web-" + i), ResourceVector.of(resources, 4, 8e9)))
                .toList();
        Workload workload = GeneratedWorkload.builder(Instant.parse("2026-01-05T00:00:00Z"), 288)
                .history(288)
                .group("web", DemandProfile.of(new Level(0.75)), vms)
                .build();
        Fleet.Builder fleet = Fleet.builder(workload.start());
        List.of("a", "b").forEach(id -> fleet.host(Host.of(new HostId(id), ResourceVector.of(resources, 16, 64e9))));
        vms.forEach(vm -> fleet.vm(vm, new HostId("a")));
        return new SimulatedCluster(fleet.build(), workload, SimulationSettings.DEFAULT);
    }
}
