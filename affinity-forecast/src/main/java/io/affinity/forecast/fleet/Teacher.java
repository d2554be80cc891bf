// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.fleet;

import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.trees.FeatureColumns;

/** How a forecaster learns from rows, and what it is called. Immutable and thread-safe. */
interface Teacher {

    /** {@return the name of the forecaster} */
    String name();

    /** {@return how often the training looks at a value, for each row} */
    long looksPerRow(int features);

    /** {@return what these rows teach; at least one of them} */
    Learner teach(FeatureColumns features, float[] targets, long seed);

    /** {@return what was written by such a learner} */
    Learner read(StateReader in);
}
