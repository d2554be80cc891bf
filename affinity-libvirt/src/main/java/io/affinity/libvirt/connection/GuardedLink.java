// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.connection;

import io.affinity.libvirt.access.CallRefusedException;
import io.affinity.libvirt.access.HostUnreachableException;
import io.affinity.libvirt.access.HostUnreachableException.Reason;
import io.affinity.libvirt.access.LibvirtAccessException;
import io.affinity.libvirt.connection.Alarms.Alarm;
import io.affinity.libvirt.settings.ConnectionLimits;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls to one host, one after the other on a thread of their own, each answered within its limit. Thread-safe.
 *
 * @param <C> a connection
 */
final class GuardedLink<C> {

    private final String host;
    private final Opener<C> opener;
    private final ConnectionLimits limits;
    private final Alarms alarms;
    private final LongSupplier nanoTime;
    private final Backoff backoff;
    private @Nullable Lane<C> lane;
    private int lanes;
    private int liveThreads;
    private boolean closed;
    private ConnectionState state = new ConnectionState.Unused();
    private @Nullable String lastFailure;

    GuardedLink(String host, Opener<C> opener, ConnectionLimits limits, Alarms alarms, LongSupplier nanoTime) {
        this.host = host;
        this.opener = opener;
        this.limits = limits;
        this.alarms = alarms;
        this.nanoTime = nanoTime;
        this.backoff = new Backoff(limits.firstRetry(), limits.longestRetry());
    }

    /**
     * {@return the answer, which comes or fails within {@code limit}, waiting for earlier calls included}
     *
     * @param what is asked, for messages
     */
    <T> CompletableFuture<T> submit(String what, Duration limit, Function<C, T> call) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Lane<C> chosen;
        try {
            chosen = lane();
        } catch (HostUnreachableException e) {
            answer.completeExceptionally(e);
            return answer;
        }
        Alarm alarm;
        try {
            alarm = alarms.set(limit, () -> answer.completeExceptionally(hung(what, limit)));
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(
                    new HostUnreachableException(Reason.CLOSED, what + ": the connections to all hosts are closed."));
            return answer;
        }
        var unused = answer.whenComplete((result, failure) -> alarm.cancel());
        try {
            chosen.execute(() -> run(chosen, what, limit, call, answer));
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(givenUp(what));
        }
        return answer;
    }

    /** {@return how the connection stands} */
    synchronized ConnectionState state() {
        if (state instanceof ConnectionState.Down down) {
            Duration wait = backoff.untilDue(nanoTime.getAsLong());
            return new ConnectionState.Down(down.reason(), wait.isNegative() ? Duration.ZERO : wait);
        }
        return state;
    }

    /** {@return how many threads this link has: one, and those that are stuck or on their way out} */
    synchronized int threads() {
        return liveThreads;
    }

    /** Fails what waits, and disconnects as soon as the host lets it. Does not wait. */
    void close() {
        Lane<C> last;
        synchronized (this) {
            closed = true;
            last = lane;
            lane = null;
        }
        if (last != null) {
            last.cut();
        }
    }

    private synchronized Lane<C> lane() {
        if (closed) {
            throw new HostUnreachableException(Reason.CLOSED, "The connection to host " + host + " is closed.");
        }
        Lane<C> present = lane;
        if (present != null) {
            return present;
        }
        if (liveThreads > limits.abandonedThreads()) {
            throw new HostUnreachableException(
                    Reason.HUNG,
                    "Host " + host + " is not asked again while " + liveThreads + " threads wait for its answers.");
        }
        lanes++;
        liveThreads++;
        Lane<C> created = new Lane<>("affinity-libvirt-" + host + "-" + lanes, opener, this::threadEnded);
        lane = created;
        return created;
    }

    private synchronized void threadEnded() {
        liveThreads--;
    }

    private <T> void run(Lane<C> own, String what, Duration limit, Function<C, T> call, CompletableFuture<T> answer) {
        if (answer.isDone()) {
            return;
        }
        if (own.isCut()) {
            answer.completeExceptionally(givenUp(what));
            return;
        }
        try {
            C connection = connected(own, limit);
            T result = limited(own, what, limit, () -> call.apply(connection));
            answered(own);
            answer.complete(result);
        } catch (LibvirtAccessException e) {
            failed(own, e);
            answer.completeExceptionally(e);
        } catch (RuntimeException | Error e) {
            // A mistake of the caller, which is told; the lane goes on for the others.
            answer.completeExceptionally(e);
        }
    }

    private C connected(Lane<C> own, Duration limit) {
        C present = own.connection();
        if (present != null) {
            return present;
        }
        requireDue();
        Duration opening = limit.compareTo(limits.opening()) < 0 ? limit : limits.opening();
        try {
            C opened = limited(own, "opening a connection", opening, () -> own.connect(host));
            synchronized (this) {
                backoff.succeeded();
            }
            return opened;
        } catch (LibvirtAccessException e) {
            synchronized (this) {
                // Its time has been counted already if it was cut off.
                if (lane == own) {
                    backoff.failed(nanoTime.getAsLong());
                }
            }
            throw e;
        }
    }

    private synchronized void requireDue() {
        Duration wait = backoff.untilDue(nanoTime.getAsLong());
        if (wait.compareTo(Duration.ZERO) > 0) {
            throw new HostUnreachableException(
                    Reason.BACKING_OFF,
                    "Host " + host + " is not asked for another " + wait.toMillis() + " ms: " + lastFailure);
        }
    }

    private interface Work<T> {
        T done();
    }

    private <T> T limited(Lane<C> own, String what, Duration limit, Work<T> work) {
        Alarm alarm = alarms.set(limit, () -> cutOff(own, hung(what, limit)));
        try {
            return work.done();
        } finally {
            alarm.cancel();
        }
    }

    private HostUnreachableException hung(String what, Duration limit) {
        return new HostUnreachableException(
                Reason.HUNG, what + ": host " + host + " did not answer within " + limit.toMillis() + " ms.");
    }

    private HostUnreachableException givenUp(String what) {
        return new HostUnreachableException(
                Reason.BACKING_OFF, what + ": the connection to host " + host + " was given up before this was asked.");
    }

    private void cutOff(Lane<C> hanging, HostUnreachableException cause) {
        synchronized (this) {
            if (lane != hanging) {
                return;
            }
            backoff.failed(nanoTime.getAsLong());
            down(cause);
            lane = null;
        }
        hanging.cut();
    }

    private synchronized void answered(Lane<C> own) {
        if (lane == own) {
            state = new ConnectionState.Connected();
        }
    }

    private void failed(Lane<C> own, LibvirtAccessException failure) {
        if (failure instanceof CallRefusedException) {
            answered(own);
            return;
        }
        if (failure instanceof HostUnreachableException lost && lost.reason() == Reason.LOST) {
            own.disconnect();
        }
        synchronized (this) {
            if (lane == own) {
                down(failure);
            }
        }
    }

    private void down(LibvirtAccessException failure) {
        boolean repeats =
                failure instanceof HostUnreachableException unreachable && unreachable.reason() == Reason.BACKING_OFF;
        if (!repeats) {
            lastFailure = String.valueOf(failure.getMessage());
            state = new ConnectionState.Down(lastFailure, Duration.ZERO);
        }
    }
}
