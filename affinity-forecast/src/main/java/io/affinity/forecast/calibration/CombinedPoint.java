// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.calibration;

import io.affinity.forecast.encoding.StateWriter;
import java.util.List;

/**
 * The weighted mean of several point models. Which of them is right may depend on how far ahead one looks, so the weights
 * change from near leads to far ones.
 */
final class CombinedPoint implements PointModel {

    private final PointModel[] members;
    private final LeadWeights weights;

    /** @param members owned from now on */
    CombinedPoint(PointModel[] members, LeadWeights weights) {
        this.members = members;
        this.weights = weights;
    }

    List<PointModel> members() {
        return List.of(members);
    }

    @Override
    public String description() {
        StringBuilder text = new StringBuilder("combination");
        for (int i = 0; i < members.length; i++) {
            text.append(i == 0 ? ": " : "; ")
                    .append(weights.describe(i))
                    .append(" of ")
                    .append(members[i].description());
        }
        return text.toString();
    }

    @Override
    public double mean(int lead) {
        double sum = 0;
        for (int i = 0; i < members.length; i++) {
            double weight = weights.at(i, lead);
            sum += weight == 0 ? 0 : weight * members[i].mean(lead);
        }
        return sum;
    }

    @Override
    public double doubt(int lead) {
        double sum = 0;
        for (int i = 0; i < members.length; i++) {
            double weight = weights.at(i, lead);
            sum += weight == 0 ? 0 : weight * members[i].doubt(lead);
        }
        return sum;
    }

    @Override
    public double response(int lag) {
        if (lag == 0) {
            return 1;
        }
        double sum = 0;
        for (int i = 0; i < members.length; i++) {
            sum += weights.at(i, lag) * members[i].response(lag);
        }
        return sum;
    }

    @Override
    public void observe(double value) {
        for (PointModel member : members) {
            member.observe(value);
        }
    }

    /** The members are written by whoever knows which forecasters made them. */
    @Override
    public void write(StateWriter out) {
        weights.write(out);
    }
}
