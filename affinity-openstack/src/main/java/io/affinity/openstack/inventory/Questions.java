// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.inventory;

import io.affinity.openstack.http.ApiException;
import io.affinity.spi.inventory.TelemetryException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Asks the same of many things, some at a time. The threads end with the last answer. */
public final class Questions {

    private static final long LOOK_MILLIS = 50;

    private Questions() {}

    /** What is asked of each. */
    public interface Question<K, V> {
        V ask(K about) throws ApiException;
    }

    /**
     * What came of a question.
     *
     * @param value null if it failed
     * @param failure null if it did not
     */
    public record Answer<V>(@Nullable V value, @Nullable ApiException failure) {}

    /**
     * {@return the answers, in the order of the things; those are left out that there were none of when it was time to stop}
     *
     * @param atOnce at least 1
     * @param goesOn whether it is not yet time to stop, looked at now and then; whoever is still asked then is given up
     * @throws TelemetryException if interrupted
     */
    public static <K, V> Map<K, Answer<V>> ask(
            List<K> things, int atOnce, Question<K, V> question, BooleanSupplier goesOn) {
        Map<K, Answer<V>> answers = new LinkedHashMap<>();
        if (things.isEmpty()) {
            return answers;
        }
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(atOnce, things.size()), work -> {
            Thread thread = new Thread(work, "openstack-question");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<@Nullable Answer<V>>> coming = new ArrayList<>();
            things.forEach(thing -> coming.add(threads.submit(() -> answer(thing, question, goesOn))));
            for (int i = 0; i < things.size(); i++) {
                Answer<V> answer = await(coming.get(i), goesOn);
                if (answer != null) {
                    answers.put(things.get(i), answer);
                }
            }
            return answers;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TelemetryException("Asking the cloud was interrupted.", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static <V> @Nullable Answer<V> await(Future<@Nullable Answer<V>> coming, BooleanSupplier goesOn)
            throws InterruptedException, ExecutionException {
        while (true) {
            try {
                return coming.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (!goesOn.getAsBoolean()) {
                    return null;
                }
            }
        }
    }

    private static <K, V> @Nullable Answer<V> answer(K thing, Question<K, V> question, BooleanSupplier goesOn) {
        if (!goesOn.getAsBoolean()) {
            return null;
        }
        try {
            return new Answer<>(question.ask(thing), null);
        } catch (ApiException e) {
            return new Answer<>(null, e);
        }
    }
}
