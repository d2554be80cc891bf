// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.calibration;

import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.encoding.StateWriter;
import io.affinity.spi.forecast.ForecastRequest;
import java.util.List;

/**
 * Models whose mean is the weighted mean of others, calibrated by their own errors: these are smaller than those of the
 * members, so that the average of the members' quantiles would lie too far out.
 */
public final class Combination {

    private Combination() {}

    /**
     * {@return the combination}
     *
     * @param request of which the history has been seen by all members
     * @param members two at least, as many as weights; owned by the result from now on
     */
    public static CalibratedModel of(ForecastRequest request, List<CalibratedModel> members, LeadWeights weights) {
        CalibratedModel[] all = members.toArray(CalibratedModel[]::new);
        int known = Integer.MAX_VALUE;
        for (CalibratedModel member : all) {
            known = Math.min(known, member.residuals());
        }
        double[] residuals = new double[known];
        for (int i = 0; i < all.length; i++) {
            double weight = weights.at(i, 1);
            for (int t = 0; t < known; t++) {
                residuals[t] += weight * all[i].residual(known - 1 - t);
            }
        }
        CalibratedModel model = new CalibratedModel(
                request, request.history().length() - known, new CombinedPoint(points(all), weights));
        model.begin(residuals, all, weights);
        model.fillUpScale(request);
        return model;
    }

    /** {@return the members, good for being encoded and for nothing else; empty if it is no combination} */
    public static List<CalibratedModel> members(CalibratedModel model) {
        if (!(model.point() instanceof CombinedPoint combined)) {
            return List.of();
        }
        return combined.members().stream()
                .map(member -> new CalibratedModel(model, member))
                .toList();
    }

    /** Puts a combination, all but its members. */
    public static void write(CalibratedModel combination, StateWriter out) {
        combination.point().write(out);
        combination.write(out);
    }

    /** {@return the combination of these members that was put into bytes} */
    public static CalibratedModel read(StateReader in, List<CalibratedModel> members) {
        LeadWeights weights = LeadWeights.read(in);
        if (weights.size() != members.size()) {
            throw in.broken("it has " + weights.size() + " weights for " + members.size() + " members");
        }
        return new CalibratedModel(in, new CombinedPoint(points(members.toArray(CalibratedModel[]::new)), weights));
    }

    private static PointModel[] points(CalibratedModel[] members) {
        PointModel[] points = new PointModel[members.length];
        for (int i = 0; i < points.length; i++) {
            points[i] = members[i].point();
        }
        return points;
    }
}
