package io.affinity.forecast.batch;

/** Takes the results of a batch. Called by the thread that runs the batch only, one after the other. */
@FunctionalInterface
public interface BatchSink {

    /**
     * Takes the next result. While it does not return, only the series in flight are computed. An exception ends the batch
     * and comes out of {@link Batch#run}.
     *
     * @param index position of the request in its iterator: 0, 1, 2 and so on, none left out
     */
    void accept(long index, BatchResult result);
}
