package example;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.Mode;
import io.affinity.core.Rebalancer;
import io.affinity.core.execution.MigrationReport;
import io.affinity.forecast.Forecasters;
import io.affinity.spi.migration.Verification;
import io.affinity.spi.telemetry.Telemetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The control loop on the platform, as a platform would run it, but for the time, which passes when it is told to. */
class RebalancingTest {

    private static final Duration STEP = Duration.ofMinutes(1);
    private static final Duration LOOK = Duration.ofSeconds(10);

    private final InMemoryPlatform platform = Cluster.crowded();
    private final Rebalancer rebalancer = Rebalancer.builder()
            .telemetry(Telemetry.of(new PlatformTelemetry(platform)))
            .migrator(new PlatformMigrator(platform, platform.clock()))
            .forecaster(Forecasters.auto())
            .mode(Mode.AUTOMATIC)
            .step(STEP)
            .clock(platform.clock())
            .build();

    private List<MigrationReport> run(int steps) {
        List<MigrationReport> reports = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            reports.addAll(rebalancer.cycle().ended());
            for (Duration passed = Duration.ZERO; passed.compareTo(STEP) < 0; passed = passed.plus(LOOK)) {
                platform.pass(LOOK);
                reports.addAll(rebalancer.advance());
            }
        }
        return reports;
    }

    /** In cores, by host. */
    private Map<String, Double> demand() {
        return platform.vms().items().stream()
                .collect(Collectors.groupingBy(ControlPlane.VmInfo::host, Collectors.summingDouble(vm -> 3)));
    }

    private String hostOf(String vm) {
        return platform.vms().items().stream()
                .filter(info -> info.name().equals(vm))
                .map(ControlPlane.VmInfo::host)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void relievesTheCrowdedHostAndVerifiesEachMigration() {
        List<MigrationReport> reports = run(20);

        assertThat(reports).isNotEmpty().allSatisfy(report -> {
            assertThat(report.isSuccess()).isTrue();
            assertThat(report.verification()).isEqualTo(new Verification.Verified());
        });
        assertThat(demand().values()).allSatisfy(cores -> assertThat(cores).isLessThanOrEqualTo(16));
        assertThat(hostOf("vm-0")).as("the group that is to be apart").isNotEqualTo(hostOf("vm-1"));
        assertThat(rebalancer.alarms()).isEmpty();
    }

    @Test
    void leavesEverythingInPlaceWhereCopiesBreak() {
        platform.breakCopies();

        List<MigrationReport> reports = run(20);

        assertThat(reports).isNotEmpty().noneMatch(MigrationReport::isSuccess);
        assertThat(demand()).isEqualTo(Map.of("a", 24.0));
        assertThat(rebalancer.alarms()).isEmpty();
    }

    @Test
    void startsNothingMoreOnceNobodyKnowsWhereAVmIs() {
        platform.setConverging(false);
        run(1);
        platform.silence(platform.activeMigrations().get(0).what().to());
        run(1);
        assertThat(rebalancer.alarms()).isNotEmpty();

        platform.setConverging(true);
        run(1);
        assertThat(run(20)).isEmpty();
        assertThat(demand())
                .as("host a is as crowded as ever")
                .hasEntrySatisfying("a", cores -> assertThat(cores).isGreaterThan(16));
    }
}
