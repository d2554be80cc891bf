package io.affinity.forecast.batch;

/**
 * How a batch ended.
 *
 * @param done how many results the sink has taken: those of the first so many requests
 * @param complete whether these are all requests; otherwise the batch was canceled
 */
public record BatchEnd(long done, boolean complete) {}
