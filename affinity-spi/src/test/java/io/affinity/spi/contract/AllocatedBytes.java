// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;

/** How much memory the current thread claims, where the JVM tells. */
final class AllocatedBytes {

    private static final long AT_ALL = 4 << 20;
    private static final long FOR_EACH = 100;

    private AllocatedBytes() {}

    /** Fails if more is claimed than so many bytes of input pay for, up to a hundred each and 4 MiB at all. */
    static void assertPaidFor(byte[] input, Runnable reading) {
        if (ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads
                && threads.isThreadAllocatedMemorySupported()) {
            long thread = Thread.currentThread().getId();
            long before = threads.getThreadAllocatedBytes(thread);
            reading.run();
            assertThat(threads.getThreadAllocatedBytes(thread) - before)
                    .as("bytes of memory claimed for %s bytes", input.length)
                    .isLessThan(AT_ALL + FOR_EACH * input.length);
        } else {
            reading.run();
        }
    }
}
