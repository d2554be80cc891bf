// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.execution;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a migrator has to say, as far as it has said it. A plug-in that breaks must not take the loop with it. */
final class Heard {

    private static final Logger LOG = LoggerFactory.getLogger(Heard.class);

    private Heard() {}

    /** {@return the answer, or null if there is none yet, or the migrator broke over it} */
    static <T> @Nullable T of(CompletableFuture<T> future) {
        try {
            return future.isDone() ? future.join() : null;
        } catch (CompletionException | CancellationException e) {
            LOG.error("A migrator could not say what it was asked.", e);
            return null;
        }
    }
}
