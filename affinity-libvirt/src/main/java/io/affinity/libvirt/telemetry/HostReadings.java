// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.telemetry;

import io.affinity.libvirt.access.HostUnreachableException;
import io.affinity.libvirt.access.LibraryUnavailableException;
import io.affinity.libvirt.access.LibvirtAccessException;
import io.affinity.libvirt.inventory.MalformedDescriptionException;
import io.affinity.spi.inventory.TelemetryException;
import io.affinity.spi.model.HostId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks all hosts at the same time. One that is silent is waited for once, for the patience, or twice as long as its last answer
 * took if that is more; from then on it is asked, but not waited for, until it has answered. The first answer, for which a connection
 * is opened, has its own patience: who looks only once must not do without a host that is slow to log in to. Belongs to one thread.
 */
final class HostReadings {

    private static final Logger LOG = LoggerFactory.getLogger(HostReadings.class);

    private final List<HostId> hosts;
    private final Function<HostId, CompletableFuture<HostReading>> question;
    private final Duration patience;
    private final Duration firstPatience;
    private final LongSupplier nanoTime;
    private final Map<HostId, CompletableFuture<HostReading>> asked = new LinkedHashMap<>();
    private final Map<HostId, Long> lastTook = new ConcurrentHashMap<>();
    private final Map<HostId, Throwable> silent = new LinkedHashMap<>();

    /**
     * @param question asks a host; fails with {@link LibvirtAccessException} or {@link MalformedDescriptionException}
     */
    HostReadings(
            List<HostId> hosts,
            Function<HostId, CompletableFuture<HostReading>> question,
            Duration patience,
            Duration firstPatience,
            LongSupplier nanoTime) {
        this.hosts = List.copyOf(hosts);
        this.question = question;
        this.patience = patience;
        this.firstPatience = firstPatience;
        this.nanoTime = nanoTime;
    }

    /**
     * {@return what hosts say now, without those that are silent}
     *
     * @throws TelemetryException if all are, or if this machine lacks the C library
     */
    Map<HostId, HostReading> ask() {
        hearLateAnswers();
        for (HostId host : hosts) {
            asked.computeIfAbsent(host, this::ask);
        }
        await();
        Map<HostId, HostReading> answered = new LinkedHashMap<>();
        for (HostId host : hosts) {
            CompletableFuture<HostReading> answer = Objects.requireNonNull(asked.get(host));
            Throwable failure = answer.isDone() ? failure(answer) : notYet();
            if (failure == null) {
                answered.put(host, answer.join());
                spoke(host);
            } else {
                fellSilent(host, failure);
            }
            if (answer.isDone()) {
                asked.remove(host);
            }
        }
        if (answered.isEmpty()) {
            List<String> reasons = new ArrayList<>();
            silent.forEach((host, failure) -> reasons.add(host + ": " + failure.getMessage()));
            throw new TelemetryException(
                    "No host answers. " + String.join(" ", reasons),
                    silent.values().iterator().next());
        }
        return answered;
    }

    private CompletableFuture<HostReading> ask(HostId host) {
        long begun = nanoTime.getAsLong();
        return question.apply(host).whenComplete((reading, failure) -> {
            if (failure == null) {
                lastTook.put(host, nanoTime.getAsLong() - begun);
            }
        });
    }

    /** What comes too late is of the past, and shows only that the host is there again. */
    private void hearLateAnswers() {
        for (HostId host : hosts) {
            CompletableFuture<HostReading> late = asked.get(host);
            if (late != null && late.isDone()) {
                if (failure(late) == null) {
                    spoke(host);
                }
                asked.remove(host);
            }
        }
    }

    /** Where every host is silent there is nobody whose answers would be held up. */
    private void await() {
        Set<HostId> heard = new LinkedHashSet<>(hosts);
        heard.removeAll(silent.keySet());
        Collection<HostId> awaited = heard.isEmpty() ? hosts : heard;
        CompletableFuture.allOf(awaited.stream().map(this::answerInTime).toArray(CompletableFuture[]::new))
                .join();
    }

    private CompletableFuture<Boolean> answerInTime(HostId host) {
        Long took = lastTook.get(host);
        long limit = took == null ? firstPatience.toNanos() : Math.max(patience.toNanos(), 2 * took);
        return Objects.requireNonNull(asked.get(host))
                .handle((reading, failure) -> true)
                .completeOnTimeout(false, limit, TimeUnit.NANOSECONDS);
    }

    /** Anything unexpected is a mistake of this program, and is not taken for silence of a host. */
    private static @Nullable Throwable failure(CompletableFuture<HostReading> answer) {
        try {
            answer.join();
            return null;
        } catch (CompletionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof LibraryUnavailableException) {
                // Of this machine, and not of a host: one word says it for all.
                throw new TelemetryException(String.valueOf(cause.getMessage()), cause);
            }
            if (cause instanceof LibvirtAccessException || cause instanceof MalformedDescriptionException) {
                return cause;
            }
            throw e;
        }
    }

    private static Throwable notYet() {
        return new HostUnreachableException(HostUnreachableException.Reason.HUNG, "It has not answered yet.");
    }

    private void spoke(HostId host) {
        if (silent.remove(host) != null) {
            LOG.info("Host {} answers again.", host);
        }
    }

    private void fellSilent(HostId host, Throwable failure) {
        if (silent.put(host, failure) == null) {
            LOG.warn("Host {} does not answer; its VMs count as they were. {}", host, failure.getMessage());
        } else {
            LOG.debug("Host {} still does not answer. {}", host, failure.getMessage());
        }
    }
}
