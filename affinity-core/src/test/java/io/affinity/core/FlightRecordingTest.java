// SPDX-License-Identifier: Apache-2.0
package io.affinity.core;

import static io.affinity.core.fixture.SmallFleet.STEP;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightRecordingTest {

    @TempDir
    Path folder;

    private final LoopScene scene = new LoopScene();

    @Test
    void aRecordingHasCyclesTheirStagesAndMigrations() throws IOException {
        Rebalancer rebalancer = scene.builder().mode(Mode.AUTOMATIC).build();
        Path file = folder.resolve("loop.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("affinity.Cycle");
            recording.enable("affinity.Stage").withoutThreshold();
            recording.enable("affinity.Migration");
            recording.start();
            scene.cycle(rebalancer, "a", 6);
            scene.migrator.complete("v1");
            scene.clock.pass(STEP);
            scene.cycle(rebalancer, "b", 3);
            recording.dump(file);
        }

        List<RecordedEvent> events = RecordingFile.readAllEvents(file);

        assertThat(of(events, "affinity.Cycle")).hasSize(2).allSatisfy(cycle -> {
            assertThat(cycle.getBoolean("decided")).isTrue();
            assertThat(cycle.getInt("hosts")).isEqualTo(2);
            assertThat(cycle.getInt("vms")).isEqualTo(2);
        });
        assertThat(of(events, "affinity.Stage").stream().map(event -> event.getString("stage")))
                .contains("observe", "forecast", "contention", "search", "plan");
        assertThat(of(events, "affinity.Migration"))
                .singleElement()
                .satisfies(event -> assertThat(event.getString("target")).isEqualTo("b"));
    }

    @Test
    void nothingIsToldWhereNothingIsRecorded() throws IOException {
        Path file = folder.resolve("loop.jfr");
        scene.cycle(scene.builder().build(), "a", 6);
        try (Recording recording = new Recording()) {
            recording.enable("affinity.Cycle");
            recording.start();
            recording.dump(file);
        }

        assertThat(of(RecordingFile.readAllEvents(file), "affinity.Cycle")).isEmpty();
    }

    private static List<RecordedEvent> of(List<RecordedEvent> events, String type) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals(type))
                .toList();
    }
}
