// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.peersplace;

/** One problem of a file, for both solvers. Thread-safe. */
interface PlaceTask {

    /** {@return the file that it is from} */
    String name();

    /** {@return what the cost is counted in} */
    String unit();

    /** {@return the problem as the peer's model sees it} */
    PeerProblem forPeer();

    /** {@return the host of each VM that our search finds} */
    int[] ours(SolveTime time) throws Exception;

    /** {@return what an answer is worth} */
    Verdict judge(int[] hostByVm);
}
