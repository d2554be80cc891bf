// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.exchange;

import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationEstimate;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.migration.MigrationPlan.Postponed;
import io.affinity.spi.migration.PlannedMigration;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;

/** A migration plan: when it was made, its migrations in their order, what is postponed. */
final class PlanCodec {

    private PlanCodec() {}

    static void write(MessageWriter out, MigrationPlan plan) {
        out.instant(plan.createdAt());
        out.list(plan.migrations(), planned -> write(out, planned));
        out.list(plan.postponed(), postponed -> {
            RecommendationCodec.write(out, postponed.recommendation());
            out.text(postponed.reason());
        });
    }

    static MigrationPlan read(MessageReader in) {
        return new MigrationPlan(
                in.instant(),
                in.list(() -> readPlanned(in)),
                in.list(() -> new Postponed(RecommendationCodec.read(in), in.text())));
    }

    private static void write(MessageWriter out, PlannedMigration planned) {
        out.integer(planned.number());
        out.text(planned.migration().vm().value());
        out.text(planned.migration().source().value());
        out.text(planned.migration().target().value());
        RecommendationCodec.write(out, planned.recommendation());
        write(out, planned.estimate());
        out.duration(planned.startAfter());
        out.list(planned.dependsOn(), out::integer);
    }

    private static PlannedMigration readPlanned(MessageReader in) {
        return new PlannedMigration(
                in.integer(),
                new Migration(new VmId(in.text()), new HostId(in.text()), new HostId(in.text())),
                RecommendationCodec.read(in),
                readEstimate(in),
                in.duration(),
                in.set(in::integer));
    }

    private static void write(MessageWriter out, MigrationEstimate estimate) {
        out.duration(estimate.elapsed());
        out.duration(estimate.downtime());
        out.real(estimate.transferredBytes());
        out.integer(estimate.rounds());
        out.flag(estimate.converges());
    }

    private static MigrationEstimate readEstimate(MessageReader in) {
        return new MigrationEstimate(in.duration(), in.duration(), in.real(), in.integer(), in.flag());
    }
}
