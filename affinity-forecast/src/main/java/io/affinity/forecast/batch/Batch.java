package io.affinity.forecast.batch;

import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.forecast.QuantileLevels;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Fits and forecasts many series, spread over threads. The sink gets the results in the order of the requests, whatever
 * the number of threads, and they are the same.
 *
 * <p>Requests are taken from their iterator only as they are needed, and at most {@code 2 * chunk} of them a thread are in
 * flight, results that wait for the sink included: memory does not grow with their number. A forecaster that throws fails that
 * series only; an {@link Error} ends the batch.
 *
 * <p>Defaults: as many threads as there are processors, chunks of {@value #CHUNK} series, 12 steps, the levels
 * {@link QuantileLevels#STANDARD}. Immutable and thread-safe; each run has threads of its own, which end with it.
 */
public final class Batch {

    private static final int CHUNK = 16;
    private static final int STEPS = 12;
    private static final int CHUNKS_OF_A_THREAD = 2;

    private final Forecaster forecaster;
    private final int threads;
    private final int chunk;
    private final int steps;
    private final QuantileLevels levels;

    private Batch(Forecaster forecaster, int threads, int chunk, int steps, QuantileLevels levels) {
        this.forecaster = forecaster;
        this.threads = threads;
        this.chunk = chunk;
        this.steps = steps;
        this.levels = levels;
    }

    /** {@return the batch that fits by this forecaster} */
    public static Batch of(Forecaster forecaster) {
        return new Batch(forecaster, Runtime.getRuntime().availableProcessors(), CHUNK, STEPS, QuantileLevels.STANDARD);
    }

    /**
     * {@return a copy with so many threads}
     *
     * @param newThreads at least 1
     */
    public Batch withThreads(int newThreads) {
        return new Batch(forecaster, requirePositive("number of threads", newThreads), chunk, steps, levels);
    }

    /**
     * {@return a copy whose threads take so many series at a time} More for series of microseconds, fewer to save memory.
     *
     * @param newChunk at least 1
     */
    public Batch withChunk(int newChunk) {
        return new Batch(forecaster, threads, requirePositive("number of series in a chunk", newChunk), steps, levels);
    }

    /**
     * {@return a copy that forecasts so many steps}
     *
     * @param newSteps at least 1
     */
    public Batch withSteps(int newSteps) {
        return new Batch(forecaster, threads, chunk, requirePositive("number of steps", newSteps), levels);
    }

    /** {@return a copy that forecasts these quantiles} */
    public Batch withLevels(QuantileLevels newLevels) {
        return new Batch(forecaster, threads, chunk, steps, newLevels);
    }

    /** Runs to the end; see {@link #run(Iterator, BatchSink, BatchProgress)}. */
    public BatchEnd run(Iterator<ForecastRequest> requests, BatchSink sink) throws InterruptedException {
        return run(requests, sink, BatchProgress.TO_THE_END);
    }

    /**
     * Runs the batch; returns when the sink has the last result, or when the progress has ended it. The iterator, the sink and
     * the progress are called by this thread only; an exception of theirs ends the batch.
     *
     * @return how far it came
     * @throws InterruptedException if this thread is interrupted; the sink then has the results of the first requests, and
     *     series in flight are given up
     */
    public BatchEnd run(Iterator<ForecastRequest> requests, BatchSink sink, BatchProgress progress)
            throws InterruptedException {
        ExecutorService executor = Executors.newFixedThreadPool(threads, Batch::newThread);
        try {
            return run(requests, sink, progress, executor);
        } finally {
            executor.shutdownNow();
        }
    }

    private BatchEnd run(
            Iterator<ForecastRequest> requests, BatchSink sink, BatchProgress progress, ExecutorService executor)
            throws InterruptedException {
        Queue<Future<List<BatchResult>>> inFlight = new ArrayDeque<>();
        long done = 0;
        while (true) {
            while (inFlight.size() < CHUNKS_OF_A_THREAD * threads && requests.hasNext()) {
                List<ForecastRequest> next = nextChunk(requests);
                inFlight.add(executor.submit(() -> results(next)));
            }
            Future<List<BatchResult>> oldest = inFlight.poll();
            if (oldest == null) {
                return new BatchEnd(done, true);
            }
            for (BatchResult result : resultsOf(oldest)) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("The batch was interrupted after " + done + " series.");
                }
                sink.accept(done, result);
                done++;
                if (!progress.goOn(done)) {
                    return new BatchEnd(done, false);
                }
            }
        }
    }

    private List<ForecastRequest> nextChunk(Iterator<ForecastRequest> requests) {
        List<ForecastRequest> next = new ArrayList<>(chunk);
        while (next.size() < chunk && requests.hasNext()) {
            next.add(requests.next());
        }
        return next;
    }

    private List<BatchResult> results(List<ForecastRequest> requests) {
        List<BatchResult> results = new ArrayList<>(requests.size());
        for (ForecastRequest request : requests) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("The batch was ended.");
            }
            results.add(result(request));
        }
        return results;
    }

    private BatchResult result(ForecastRequest request) {
        try {
            FitResult result = forecaster.fit(request);
            return result instanceof FitResult.Fitted fitted
                    ? new BatchResult.Forecasted(fitted.model(), fitted.model().forecast(steps, levels))
                    : new BatchResult.NotFitted(result);
        } catch (RuntimeException e) {
            // A plug-in may throw anything; what it threw is the result.
            return new BatchResult.Failed(e);
        }
    }

    private static List<BatchResult> resultsOf(Future<List<BatchResult>> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("A chunk of the batch was given up.", e);
        }
    }

    private static Thread newThread(Runnable work) {
        Thread thread = new Thread(work, "affinity-batch");
        thread.setDaemon(true);
        return thread;
    }

    private static int requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("The " + name + " (" + value + ") must be at least 1.");
        }
        return value;
    }
}
