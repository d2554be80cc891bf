// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.migration;

/** Somebody else has claimed a journal since; nothing was written. Who gets this must not start anything any more. */
public final class NewerOwnerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long epoch;
    private final long newest;

    /**
     * @param journal as people know it
     * @param epoch of the append that was refused
     * @param newest epoch that was given out, higher than {@code epoch}
     */
    public NewerOwnerException(String journal, long epoch, long newest) {
        super("The journal " + journal + " has a newer owner (epoch " + newest + "): nothing is written for epoch "
                + epoch + " any more.");
        this.epoch = epoch;
        this.newest = newest;
    }

    /** {@return the epoch of the append that was refused} */
    public long epoch() {
        return epoch;
    }

    /** {@return the newest epoch that is known, higher than {@link #epoch}} */
    public long newest() {
        return newest;
    }
}
