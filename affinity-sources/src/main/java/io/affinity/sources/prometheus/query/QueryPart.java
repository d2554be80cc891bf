// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus.query;

import java.util.List;

/** One of the queries that an answer is put together from. Called by the thread that asks, and by no other. */
public interface QueryPart {

    Query query();

    /** {@return parts that together say the same, for a server to which it is too much; none if it cannot be divided} */
    List<? extends QueryPart> halves();

    /**
     * Takes the answer; called once, unless this was divided.
     *
     * @throws QueryException if it is not one to the query
     */
    void take(Answer answer) throws QueryException;
}
