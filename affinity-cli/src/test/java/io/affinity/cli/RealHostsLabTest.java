package io.affinity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.libvirt.lab.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on the hosts of the lab. */
@Tag("lab")
class RealHostsLabTest {

    @TempDir
    Path folder;

    private Lab lab;
    private Path file;

    @BeforeEach
    void startGuests() throws IOException {
        lab = Lab.running();
        lab.run("guest-stop", "--all");
        lab.run("guest", "h1", "web");
        lab.run("guest", "h1", "db");
        lab.run("guest", "h2", "mail");
        StringBuilder text = new StringBuilder("hosts:\n");
        for (String host : lab.hosts()) {
            text.append("  - {name: ").append(host);
            text.append(", uri: '").append(lab.fact(host + ".UNIX_URI"));
            text.append("', migration-uri: '").append(lab.fact(host + ".TCP_URI"));
            text.append("', resources: {memory: {capacity: 4GiB}}}\n");
        }
        file = folder.resolve("cluster.yaml");
        Files.writeString(
                file,
                text + "shared-paths: [/]\nloop: {step: 2s, history: 1h}\n"
                        + "policies: [{name: apart, kind: anti-affinity, vms: [web, db]}]\n");
    }

    @AfterEach
    void stopGuests() {
        lab.run("guest-stop", "--all");
    }

    @Test
    void emptiesAHostUnderTheRulesAndLetsItTakeVmsAgain() {
        Session evacuation =
                Session.of("evacuate", "h1", "--look", "12", "--timeout", "240", "--config", file.toString());

        assertThat(evacuation.out()).contains("verified", "h1 is empty");
        assertThat(evacuation.exitCode()).isZero();
        assertThat(where("web")).isNotEqualTo("h1").isNotEqualTo(where("db"));
        assertThat(where("db")).isNotEqualTo("h1");
        assertThat(where("mail")).isEqualTo("h2");
        Session status = Session.of("status", "--config", file.toString());
        assertThat(status.out()).contains("h1", "draining", "To be emptied: h1");

        Session undone = Session.of("evacuate", "h1", "--undo", "--config", file.toString());

        assertThat(undone.exitCode()).isZero();
        assertThat(Session.of("status", "--config", file.toString()).out()).doesNotContain("draining");
    }

    @Test
    void plansWithoutTouchingAnything() {
        Session plan = Session.of("plan", "--sample", "1", "--config", file.toString());

        assertThat(plan.exitCode()).isZero();
        assertThat(plan.out()).contains("h1", "h2", "h3");
        assertThat(where("web")).isEqualTo("h1");
        assertThat(where("db")).isEqualTo("h1");
    }

    private String where(String guest) {
        return lab.run("guest-where", guest).strip();
    }
}
