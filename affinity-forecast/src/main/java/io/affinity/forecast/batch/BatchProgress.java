package io.affinity.forecast.batch;

/** Looks on while a batch runs, and may end it. Called by the thread that runs the batch only. */
@FunctionalInterface
public interface BatchProgress {

    /** Goes on to the end. */
    BatchProgress TO_THE_END = done -> true;

    /**
     * {@return whether to go on} Asked after each result; where it is false, no further result reaches the sink.
     *
     * @param done how many results the sink has taken, at least 1
     */
    boolean goOn(long done);
}
