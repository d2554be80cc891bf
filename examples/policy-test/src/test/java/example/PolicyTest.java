package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.affinity.simulation.Simulation;
import io.affinity.simulation.SimulationResult;
import io.affinity.simulation.workload.DemandPattern.DailyCycle;
import io.affinity.simulation.workload.DemandPattern.Level;
import io.affinity.simulation.workload.DemandPattern.Noise;
import io.affinity.simulation.workload.DemandProfile;
import io.affinity.simulation.workload.GeneratedWorkload;
import io.affinity.simulation.workload.Workload;
import io.affinity.forecast.Forecasters;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PolicyTest {

    @Test
    void aDayOfThreeHosts() {
        ResourceSet resources = ResourceSet.of(Resource.CPU, Resource.MEMORY);
        List<Vm> vms = IntStream.range(0, 12)
                .mapToObj(i -> Vm.of(new VmId("web-" + i), ResourceVector.of(resources, 4, 8e9)))
                .toList();
        Workload day = GeneratedWorkload.builder(Instant.parse("2026-01-05T00:00:00Z"), 288)
                .history(2 * 288) // two days that telemetry knows in the beginning
                .group("web", DemandProfile.of(new Level(0.2), new DailyCycle(14, 0.5), new Noise(0.2)), vms)
                .build();
        Fleet.Builder fleet = Fleet.builder(day.start());
        List.of("a", "b", "c")
                .forEach(id -> fleet.host(Host.of(new HostId(id), ResourceVector.of(resources, 16, 128e9))));
        vms.forEach(vm -> fleet.vm(vm, new HostId("a"))); // all on one host: too much at two in the afternoon
        fleet.policy(new LocationPolicy.AntiAffinity(
                "web-0 and web-1 apart",
                Strength.hard(),
                Scope.CONTINUOUS,
                Set.of(new VmId("web-0"), new VmId("web-1")),
                TopologyLevel.HOST));

        SimulationResult result = Simulation.of(fleet.build(), day).run(loop -> loop.forecaster(Forecasters.holtWinters()));

        assertTrue(result.figures().contendedShare() < 0.01);
        assertEquals(0, result.figures().pingPong());
        assertNotEquals(
                result.finalFleet().placement().hostOf(new VmId("web-0")),
                result.finalFleet().placement().hostOf(new VmId("web-1")));
    }
}
