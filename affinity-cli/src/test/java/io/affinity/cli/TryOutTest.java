package io.affinity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.libvirt.lab.OnLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pretended host of libvirt's client library, which a first look needs no set-up for. */
@OnLab
class TryOutTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("cluster.yaml");
        Files.writeString(file, "hosts: [{name: pretended, uri: 'test:///default'}]\nloop: {step: 1s, history: 1h}\n");
    }

    @Test
    void showsThePretendedHost() {
        Session session = Session.of("status", "--config", file.toString());

        assertThat(session.exitCode()).isZero();
        assertThat(session.out())
                .contains("HOST", "pretended", "available", "No loop has looked after these hosts yet");
    }

    @Test
    void plansNothingForOneHost() {
        Session session = Session.of("plan", "--sample", "1", "--config", file.toString());

        assertThat(session.exitCode()).isZero();
        assertThat(session.out()).contains("Nothing to migrate.");
    }

    @Test
    void printsJsonForPrograms() {
        Session session = Session.of("plan", "--json", "--sample", "1", "--config", file.toString());

        assertThat(session.exitCode()).isZero();
        assertThat(session.out()).startsWith("{").contains("\"host\" : \"pretended\"", "\"test\" : \"pretended\"");
    }

    @Test
    void runsTheLoopAndLeavesItsStatus() {
        Session session = Session.of("run", "--cycles", "3", "--config", file.toString());

        assertThat(session.exitCode()).isZero();
        assertThat(session.out().lines().filter(line -> line.contains("1 hosts, 1 VMs")))
                .hasSize(3);
        assertThat(folder.resolve("affinity-state/status.json")).exists();
        assertThat(folder.resolve("affinity-state/journal")).exists();
        Session status = Session.of("status", "--config", file.toString());
        assertThat(status.out()).contains("its last cycle was");
        assertThat(Session.of("status", "--json", "--config", file.toString()).out())
                .contains("\"loop\" : {", "\"mode\" : \"recommend\"", "\"lastCycleAt\" : \"");
    }

    @Test
    void saysThatAHostCannotBeEmptiedWithoutAnother() {
        Session session =
                Session.of("evacuate", "pretended", "--look", "12", "--timeout", "30", "--config", file.toString());

        assertThat(session.exitCode()).isEqualTo(1);
        assertThat(session.out()).contains("pretended is not empty", "[test] could not be migrated");
    }
}
