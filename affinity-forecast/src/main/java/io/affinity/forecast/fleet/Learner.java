// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.fleet;

import io.affinity.forecast.encoding.StateWriter;
import io.affinity.forecast.trees.FeatureColumns;

/** What learned from rows, and says of others which ranks may come. Immutable and thread-safe. */
sealed interface Learner permits BoostingLearner, ForestLearner, NothingLearned {

    /** {@return what it is, for a person} */
    String description();

    /**
     * Says the ranks of each row at these levels, which do not decrease with the level.
     *
     * @param levels in (0, 1), in any order
     * @param into level {@code l} of row {@code i} at {@code i * levels + l}
     */
    void ranks(FeatureColumns rows, double[] levels, double[] into);

    /** {@return by feature, how much it moves the middle of what may come of a row, in ranks} */
    double[] contributions(FeatureColumns rows, int row);

    /** {@return the number of features of a row} */
    int features();

    void write(StateWriter out);
}
