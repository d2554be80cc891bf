// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.migration;

import java.util.List;

/** Whether a migration did what it promised. */
public sealed interface Verification {

    /** The VM runs on the target and only there, and works. */
    record Verified() implements Verification {}

    /** The VM runs on the target and only there, but not all that shows that it works was seen. */
    record Unconfirmed(List<Doubt> doubts) implements Verification {
        public Unconfirmed {
            doubts = List.copyOf(doubts);
        }
    }

    /** Something is not as it should be. */
    record Refuted(List<Doubt> doubts) implements Verification {
        public Refuted {
            doubts = List.copyOf(doubts);
        }
    }
}
