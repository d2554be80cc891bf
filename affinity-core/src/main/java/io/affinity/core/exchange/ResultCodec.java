package io.affinity.core.exchange;

import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Placement;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.Objective;
import io.affinity.spi.placement.PlacementResult;
import io.affinity.spi.placement.PlacementResult.Improved;
import io.affinity.spi.placement.PlacementResult.Infeasible;
import io.affinity.spi.placement.PlacementResult.Unchanged;

/** The result of a search: its kind, then what the kind has. Names of kinds must never change. */
final class ResultCodec {

    private ResultCodec() {}

    static void write(MessageWriter out, PlacementResult result) {
        if (result instanceof Improved improved) {
            out.text("improved");
            out.list(improved.placement().hostByVm().entrySet(), entry -> {
                out.text(entry.getKey().value());
                out.text(entry.getValue().value());
            });
            write(out, improved.before());
            write(out, improved.after());
            out.list(improved.recommendations(), it -> RecommendationCodec.write(out, it));
        } else if (result instanceof Unchanged unchanged) {
            out.text("unchanged");
            write(out, unchanged.objective());
        } else if (result instanceof Infeasible infeasible) {
            out.text("infeasible");
            out.list(infeasible.policies(), out::text);
            out.text(infeasible.explanation());
        }
    }

    static PlacementResult read(MessageReader in) {
        String kind = in.text();
        return switch (kind) {
            case "improved" ->
                new Improved(
                        new Placement(in.map(() -> new VmId(in.text()), () -> new HostId(in.text()))),
                        readObjective(in),
                        readObjective(in),
                        in.list(() -> RecommendationCodec.read(in)));
            case "unchanged" -> new Unchanged(readObjective(in));
            case "infeasible" -> new Infeasible(in.list(in::text), in.text());
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
}
