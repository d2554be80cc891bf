package io.affinity.simulation;

import io.affinity.simulation.workload.DemandPattern;
import io.affinity.simulation.workload.DemandProfile;
import io.affinity.simulation.workload.GeneratedWorkload;
import io.affinity.simulation.workload.Workload;
import io.affinity.spi.contract.TelemetrySourceContract;
import io.affinity.spi.telemetry.TelemetrySource;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;

class SimulatedTelemetryContractTest {

    @Nested
    class OfAHealthyCluster extends Contract {}

    /** One of its hosts is down, so that demand is missing. */
    @Nested
    class OfAClusterWithADeadHost extends Contract {

        @Override
        List<Fault> faults() {
            return List.of(new Fault.HostCrash(Small.A, Small.START, Duration.ofDays(1)));
        }
    }

    abstract static class Contract extends TelemetrySourceContract {

        private SimulatedCluster cluster;

        List<Fault> faults() {
            return List.of();
        }

        @Override
        protected TelemetrySource source() {
            Workload workload = GeneratedWorkload.builder(Small.START, 288)
                    .history(50)
                    .group(
                            "some",
                            DemandProfile.of(new DemandPattern.Level(0.3), new DemandPattern.Noise(0.3)),
                            List.of(Small.vm(Small.V1), Small.vm(Small.V2)))
                    .build();
            cluster = new SimulatedCluster(
                    Small.fleet(workload, Small.A, Small.B).build(),
                    workload,
                    SimulationSettings.builder().faults(faults()).build());
            return cluster.telemetry();
        }

        @Override
        protected void passTime(TelemetrySource source) {
            cluster.pass(Small.STEP);
        }
    }
}
