package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.affinity.forecast.Forecasters;
import io.affinity.simulation.Simulation;
import io.affinity.simulation.SimulationResult;
import io.affinity.simulation.workload.DemandPattern;
import io.affinity.simulation.workload.DemandProfile;
import io.affinity.simulation.workload.GeneratedWorkload;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Vm;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PolicyTest {

    private static final DemandProfile OFFICE_DAY = DemandProfile.of(
            new DemandPattern.Level(0.2), new DemandPattern.DailyCycle(14, 0.5), new DemandPattern.Noise(0.2));

    @Test
    void aDayOfThreeHosts() {
        List<Vm> vms =
                IntStream.range(0, 12).mapToObj(i -> Vm.of("web-" + i, 4, 8e9)).toList();
        Vm one = vms.get(0);
        Vm other = vms.get(1);
        GeneratedWorkload day = GeneratedWorkload.builder(Instant.parse("2026-01-05T00:00:00Z"), 288)
                .history(2 * 288) // two days that telemetry knows in the beginning
                .group("web", OFFICE_DAY, vms)
                .build();
        List<Host> hosts =
                Stream.of("a", "b", "c").map(id -> Host.of(id, 16, 128e9)).toList();
        Fleet.Builder fleet = Fleet.builder(day.start())
                .hosts(hosts)
                .policy(LocationPolicy.AntiAffinity.of("web-0 and web-1 apart", Set.of(one.id(), other.id())));
        vms.forEach(vm -> fleet.vm(vm, hosts.get(0).id())); // all on one host: too much at two in the afternoon

        SimulationResult result =
                Simulation.of(fleet.build(), day).run(loop -> loop.forecaster(Forecasters.holtWinters()));

        assertTrue(result.figures().contendedShare() < 0.01);
        assertEquals(0, result.figures().pingPong());
        assertNotEquals(
                result.finalFleet().placement().hostOf(one.id()),
                result.finalFleet().placement().hostOf(other.id()));
    }
}
