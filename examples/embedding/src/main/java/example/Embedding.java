package example;

import io.affinity.core.Rebalancer;
import io.affinity.forecast.Forecasters;
import io.affinity.simulation.SimulatedCluster;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.telemetry.Telemetry;
import java.time.Duration;

public class Embedding {

    public static void main(String[] args) throws InterruptedException {
        SimulatedCluster cluster = TwoHosts.cluster();
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
}
