package io.affinity.spi.migration;

import java.util.List;

/** Whether a migration did what it promised. */
public sealed interface Verification {

    /** The VM runs on the target and only there, and works. */
    record Verified() implements Verification {}

    /**
     * The VM runs on the target and only there, but not all that shows that it works was seen; one sentence for each thing.
     */
    record Unconfirmed(List<String> doubts) implements Verification {
        public Unconfirmed {
            doubts = List.copyOf(doubts);
        }
    }

    /** Something is not as it should be; one sentence for each thing. */
    record Refuted(List<String> problems) implements Verification {
        public Refuted {
            problems = List.copyOf(problems);
        }
    }
}
