// SPDX-License-Identifier: Apache-2.0
package io.affinity.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.CycleReport;
import io.affinity.core.Mode;
import io.affinity.core.Rebalancer;
import io.affinity.core.RebalancerListener;
import io.affinity.core.storage.FileJournal;
import io.affinity.core.storage.MemoryJournal;
import io.affinity.forecast.Forecasters;
import io.affinity.micrometer.RebalancerMetrics;
import io.affinity.simulation.SimulatedCluster;
import io.affinity.simulation.workload.DemandPattern;
import io.affinity.simulation.workload.DemandProfile;
import io.affinity.simulation.workload.GeneratedWorkload;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.migration.MigrationJournal;
import io.affinity.spi.migration.Migrator;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.Vm;
import io.affinity.spi.telemetry.Telemetry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class AffinityAutoConfigurationTest {

    @TempDir
    Path folder;

    private final SimulatedCluster cluster = cluster();

    private final ApplicationContextRunner empty = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(AffinityAutoConfiguration.class, AffinityHealthAutoConfiguration.class));

    /** The loop lives in the time of the cluster. */
    private final ApplicationContextRunner application = empty.withBean(Telemetry.class, cluster::telemetry)
            .withBean(Migrator.class, cluster::migrator)
            .withBean(RebalancerCustomizer.class, () -> builder -> builder.clock(cluster.clock()));

    private static SimulatedCluster cluster() {
        Vm vm = Vm.of("web", 4, 8e9);
        GeneratedWorkload workload = GeneratedWorkload.builder(Instant.parse("2026-01-05T00:00:00Z"), 12)
                .history(24)
                .group("web", DemandProfile.of(new DemandPattern.Level(0.5)), List.of(vm))
                .build();
        Host host = Host.of("a", 16, 64e9);
        return new SimulatedCluster(
                Fleet.builder(workload.start()).host(host).vm(vm, host.id()).build(), workload);
    }

    @Test
    void withoutAMigratorThereIsNoLoop() {
        empty.run(context ->
                assertThat(context).doesNotHaveBean(Rebalancer.class).doesNotHaveBean(HealthIndicator.class));
    }

    @Test
    void itCanBeTurnedOff() {
        application
                .withPropertyValues("affinity.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(Rebalancer.class));
    }

    @Test
    void aLoopGoesRoundFromTheStartOfTheApplicationToItsEnd() {
        CountDownLatch cycled = new CountDownLatch(1);
        application
                .withBean(SimpleMeterRegistry.class)
                .withBean(RebalancerListener.class, () -> new RebalancerListener() {
                    @Override
                    public void cycled(CycleReport report) {
                        cycled.countDown();
                    }
                })
                .run(context -> {
                    assertThat(context).hasNotFailed().hasSingleBean(RebalancerMetrics.class);
                    assertThat(cycled.await(3, TimeUnit.MINUTES)).isTrue();
                    RebalancerRunner runner = context.getBean(RebalancerRunner.class);
                    assertThat(runner.isRunning()).isTrue();
                    assertThat(context.getBean(HealthIndicator.class).health().getStatus())
                            .isEqualTo(Status.UP);
                    assertThat(context.getBean(AffinityProperties.class).mode()).isEqualTo(Mode.RECOMMEND);

                    runner.stop();

                    assertThat(runner.isRunning()).isFalse();
                    assertThat(context.getBean(HealthIndicator.class).health().getStatus())
                            .isEqualTo(Status.DOWN);
                    assertThat(context.getBean(SimpleMeterRegistry.class)
                                    .get("affinity.vms")
                                    .gauge()
                                    .value())
                            .isEqualTo(1);
                });
    }

    @Test
    void partsAreReplacedByBeansOfTheApplication() {
        Forecaster own = Forecasters.persistence();
        MemoryJournal journal = new MemoryJournal();
        application
                .withBean(Forecaster.class, () -> own)
                .withBean(MigrationJournal.class, () -> journal)
                .withPropertyValues("affinity.state=" + folder.resolve("not-made"))
                .run(context -> {
                    assertThat(context.getBean(Forecaster.class)).isSameAs(own);
                    assertThat(context.getBean(MigrationJournal.class)).isSameAs(journal);
                });
    }

    @Test
    void aStateFolderOutlivesTheApplication() {
        application
                .withPropertyValues("affinity.state=" + folder, "affinity.mode=automatic")
                .run(context ->
                        assertThat(context.getBean(MigrationJournal.class)).isInstanceOf(FileJournal.class));
        assertThat(folder.resolve("learned")).isDirectory();
    }

    @Test
    void withoutAnActuatorThereIsALoopAllTheSame() {
        application
                .withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(Rebalancer.class));
    }

    @Test
    void propertiesThatDoNotFitAreRefusedByTheBuilderOfTheLoop() {
        application
                .withPropertyValues("affinity.step=1h", "affinity.history=2h")
                .run(context ->
                        assertThat(context).hasFailed().getFailure().rootCause().hasMessageContaining("history"));
    }
}
