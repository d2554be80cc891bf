// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.peers;

import java.io.IOException;
import java.util.List;

/** One way to forecast, ours or a peer's. */
interface Method {

    /** {@return the name on the command line} */
    String name();

    /** {@return an answer for each series, in their order} */
    List<SeriesAnswer> answers(List<Task> tasks) throws IOException, InterruptedException;
}
