// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.migration;

import io.affinity.openstack.compute.Diagnostics;
import io.affinity.openstack.compute.Nova;
import io.affinity.openstack.compute.Server;
import io.affinity.openstack.http.ApiException;
import io.affinity.spi.migration.Doubt;
import io.affinity.spi.migration.Doubt.Kind;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.Verification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Whether a server works after a migration: it is ACTIVE on the target, its power state is that of one that runs, nothing is done with it any more, it has
 * no fault, and its CPU time moves on. Takes at most {@value #LOOKS} calls for diagnostics and four others.
 */
final class ServerCheck {

    private static final int LOOKS = 20;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final Nova nova;
    private final Inspection inspection;

    ServerCheck(Nova nova, Inspection inspection) {
        this.nova = nova;
        this.inspection = inspection;
    }

    Verification verify(Migration migration) {
        List<Doubt> problems = new ArrayList<>(Doubt.about(inspection.of(migration.vm()), migration));
        List<Doubt> doubts = new ArrayList<>();
        if (problems.isEmpty()) {
            try {
                checkServer(migration, problems);
                checkCpu(migration, problems, doubts);
            } catch (ApiException e) {
                problems.add(new Doubt(Kind.NOT_ASKED, Set.of(migration.target()), Told.sentence(e)));
            }
        }
        if (!problems.isEmpty()) {
            problems.addAll(doubts);
            return new Verification.Refuted(problems);
        }
        return doubts.isEmpty() ? new Verification.Verified() : new Verification.Unconfirmed(doubts);
    }

    private void checkServer(Migration migration, List<Doubt> problems) throws ApiException {
        Server server = nova.server(migration.vm().value());
        if (server == null) {
            problems.add(Doubt.of(Kind.NOT_ON_TARGET, migration.target()));
            return;
        }
        if (!server.status().equals("ACTIVE")) {
            problems.add(other(migration, "Nova has the server as " + server.status() + "."));
        }
        if (server.powerState() != Server.RUNNING) {
            problems.add(other(
                    migration,
                    "The power state of the server is " + server.powerState() + ", and 1 of one that runs."));
        }
        if (!server.fault().isEmpty()) {
            problems.add(other(migration, "The server has the fault: " + server.fault()));
        }
    }

    private static Doubt other(Migration migration, String sentence) {
        return new Doubt(Kind.OTHER, Set.of(migration.target()), sentence);
    }

    private void checkCpu(Migration migration, List<Doubt> problems, List<Doubt> doubts) throws ApiException {
        double first = Double.NaN;
        try {
            for (int i = 0; i < LOOKS; i++) {
                Diagnostics now = nova.diagnostics(migration.vm().value());
                if (now.cpuNanos() > first) {
                    return;
                }
                first = Double.isNaN(first) ? now.cpuNanos() : first;
                Thread.sleep(BETWEEN_LOOKS.toMillis());
            }
        } catch (ApiException e) {
            if (e.isPassing()) {
                throw e;
            }
            doubts.add(new Doubt(
                    Kind.NOT_ASKED,
                    Set.of(migration.target()),
                    "It is not known whether its CPU time moves on: " + Told.sentence(e)));
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (Double.isNaN(first)) {
            doubts.add(new Doubt(Kind.NOT_ASKED, Set.of(migration.target()), "Its CPU time is not told."));
        } else {
            problems.add(Doubt.of(Kind.STANDSTILL, migration.target()));
        }
    }
}
