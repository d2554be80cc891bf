// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.exchange;

import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Placement;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.Bound;
import io.affinity.spi.placement.Objective;
import io.affinity.spi.placement.PlacementResult;
import io.affinity.spi.placement.PlacementResult.Improved;
import io.affinity.spi.placement.PlacementResult.Refused;
import io.affinity.spi.placement.PlacementResult.Unchanged;
import io.affinity.spi.placement.PolicyConflict;
import java.util.List;

/** The result of a search: its kind, then what the kind has. Names of kinds must never change. */
final class ResultCodec {

    private ResultCodec() {}

    static void write(MessageWriter out, PlacementResult result) {
        if (result instanceof Improved improved) {
            out.text("improved");
            write(out, improved.placement());
            write(out, improved.before());
            write(out, improved.after());
            write(out, improved.bound());
            out.list(improved.recommendations(), it -> RecommendationCodec.write(out, it));
            write(out, improved.conflicts());
        } else if (result instanceof Unchanged unchanged) {
            out.text("unchanged");
            write(out, unchanged.placement());
            write(out, unchanged.objective());
            write(out, unchanged.bound());
            write(out, unchanged.conflicts());
        } else if (result instanceof Refused refused) {
            out.text("refused");
            write(out, refused.placement());
            out.text(refused.explanation());
        }
    }

    static PlacementResult read(MessageReader in) {
        String kind = in.text();
        return switch (kind) {
            case "improved" ->
                new Improved(
                        readPlacement(in),
                        readObjective(in),
                        readObjective(in),
                        readBound(in),
                        in.list(() -> RecommendationCodec.read(in)),
                        readConflicts(in));
            case "unchanged" -> new Unchanged(readPlacement(in), readObjective(in), readBound(in), readConflicts(in));
            case "refused" -> new Refused(readPlacement(in), in.text());
            default -> throw new IllegalArgumentException("The kind of result (" + kind + ") is not known.");
        };
    }

    private static void write(MessageWriter out, Objective objective) {
        out.real(objective.hardViolation());
        out.list(objective.amounts().entrySet(), entry -> {
            out.text(entry.getKey());
            out.real(entry.getValue());
        });
    }

    private static Objective readObjective(MessageReader in) {
        return new Objective(in.real(), in.map(in::text, in::real));
    }

    private static void write(MessageWriter out, Placement placement) {
        out.list(placement.hostByVm().entrySet(), entry -> {
            out.text(entry.getKey().value());
            out.text(entry.getValue().value());
        });
    }

    private static Placement readPlacement(MessageReader in) {
        return new Placement(in.map(() -> new VmId(in.text()), () -> new HostId(in.text())));
    }

    private static void write(MessageWriter out, Bound bound) {
        out.real(bound.hardViolation());
        out.real(bound.cost());
    }

    private static Bound readBound(MessageReader in) {
        return new Bound(in.real(), in.real());
    }

    private static void write(MessageWriter out, List<PolicyConflict> conflicts) {
        out.list(conflicts, conflict -> out.list(conflict.policies(), out::text));
    }

    private static List<PolicyConflict> readConflicts(MessageReader in) {
        return in.list(() -> new PolicyConflict(in.list(in::text)));
    }
}
