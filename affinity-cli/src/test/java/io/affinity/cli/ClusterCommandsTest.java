package io.affinity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands for real hosts say where no host is needed to know better. */
class ClusterCommandsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"run", "status", "plan", "evacuate"})
    void explainThemselves(String command) {
        Session session = Session.of(command, "--help");

        assertThat(session.exitCode()).isZero();
        assertThat(session.out()).contains("--config", "affinity.yaml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "status", "plan"})
    void sayThatTheFileIsMissing(String command) {
        Session session =
                Session.of(command, "--config", folder.resolve("none.yaml").toString());

        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(session.errorLine()).contains("none.yaml: there is no such file");
    }

    @Test
    void sayWhereTheFileIsWrong() throws IOException {
        Path file = file("hosts: [{name: a, uri: 'test:///default', cpus: 4}]");

        Session session = Session.of("plan", "--config", file.toString());

        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(session.errorLine()).contains("hosts[0].cpus: is not known; the keys here are name, uri");
    }

    @Test
    void evacuatesHostsOfTheFileOnly() throws IOException {
        Path file = file("hosts: [{name: a, uri: 'test:///default'}]");

        Session session = Session.of("evacuate", "b", "--config", file.toString());

        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(session.errorLine()).contains("The host (b) must be one of [a]");
    }

    @Test
    void refuseAModeThatDoesNotExist() throws IOException {
        Path file = file("hosts: [{name: a, uri: 'test:///default'}]");

        Session session = Session.of("run", "--mode", "fast", "--config", file.toString());

        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(session.errorLine()).contains("The mode (fast) must be observe, recommend or automatic");
    }

    private Path file(String text) throws IOException {
        Path file = folder.resolve("cluster.yaml");
        Files.writeString(file, text);
        return file;
    }
}
