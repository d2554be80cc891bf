// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * SIGINT and SIGTERM: the work ends in good order, and then so does the process, with exit code 0, for it did what it was told. A Java
 * process would end with the number of the signal otherwise, which those who start services take for a failure.
 */
final class StopSignal implements AutoCloseable {

    private static final long LAST_MINUTES = 60;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::await, "stop signal");
    private volatile boolean isRaised;
    private volatile boolean isInOrder;

    /** Waits for signals from now on, until it is closed. */
    StopSignal() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void await() {
        isRaised = true;
        try {
            boolean isOver = ended.await(LAST_MINUTES, TimeUnit.MINUTES);
            if (isOver && isInOrder) {
                System.out.flush();
                System.err.flush();
                Runtime.getRuntime().halt(ExitCode.DONE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** {@return whether there was one} */
    boolean isRaised() {
        return isRaised;
    }

    /** All is written and closed: nothing is lost if the process ends now. */
    void inOrder() {
        isInOrder = true;
    }

    @Override
    public void close() {
        ended.countDown();
        if (!isRaised) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
