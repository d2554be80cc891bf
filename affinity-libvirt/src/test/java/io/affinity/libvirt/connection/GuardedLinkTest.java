// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.libvirt.access.CallRefusedException;
import io.affinity.libvirt.access.HostUnreachableException;
import io.affinity.libvirt.access.HostUnreachableException.Reason;
import io.affinity.libvirt.access.LibvirtAccessException;
import io.affinity.libvirt.settings.ConnectionLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What cannot be shown with real hosts at a chosen moment; time is moved by hand. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GuardedLinkTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final ManualTime time = new ManualTime();
    private final FakeHost host = new FakeHost();
    private final CountDownLatch hang = new CountDownLatch(1);
    private final GuardedLink<Integer> link = new GuardedLink<>(
            "h1",
            host,
            new ConnectionLimits(
                    LIMIT,
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(1),
                    3,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(4),
                    2),
            time,
            time::nanos);

    @AfterEach
    void letEverythingCome() {
        hang.countDown();
        link.close();
    }

    @Test
    void opensOneConnectionAndUsesItAgain() {
        assertThat(ask()).isEqualTo(1);
        assertThat(ask()).isEqualTo(1);
        assertThat(link.state()).isEqualTo(new ConnectionState.Connected());
        assertThat(host.opened).isEqualTo(1);
    }

    @Test
    void opensAnotherOneWhenTheFirstIsKnownToBeDead() {
        ask();
        host.dead.add(1);

        assertThat(ask()).isEqualTo(2);
        assertThat(host.closed).containsExactly(1);
    }

    @Test
    void opensAnotherOneAtOnceWhenTheFirstIsLostDuringACall() {
        ask();

        assertThat(failure(submit(c -> {
                    throw new HostUnreachableException(Reason.LOST, "end of file");
                })))
                .isInstanceOf(HostUnreachableException.class);
        assertThat(ask()).isEqualTo(2);
        assertThat(host.closed).containsExactly(1);
    }

    @Test
    void keepsTheConnectionWhenACallIsRefused() {
        assertThat(failure(submit(c -> {
                    throw new CallRefusedException("virDomainCreate", 9, 20, "no");
                })))
                .isInstanceOf(CallRefusedException.class);

        assertThat(link.state()).isEqualTo(new ConnectionState.Connected());
        assertThat(ask()).isEqualTo(1);
    }

    @Test
    void handsAMistakeOfTheCallerBackAndGoesOn() {
        CompletableFuture<Integer> answer = submit(c -> {
            throw new IllegalStateException("mine");
        });

        assertThatThrownBy(answer::get).hasRootCauseMessage("mine");
        assertThat(ask()).isEqualTo(1);
    }

    @Test
    void waitsLongerAfterEachFailedAttemptToConnect() {
        host.refuses = true;
        List<Integer> attempts = new ArrayList<>();

        for (int second = 0; second <= 12; second++) {
            assertThat(failure(submit(c -> c))).isInstanceOf(HostUnreachableException.class);
            attempts.add(host.attempts);
            time.pass(Duration.ofSeconds(1));
        }

        assertThat(attempts).containsExactly(1, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5);
    }

    @Test
    void tellsInTheMeantimeWhyTheLastAttemptFailedAndWhenTheNextIsDue() {
        host.refuses = true;
        failure(submit(c -> c));
        time.pass(Duration.ofMillis(400));

        assertThat(failure(submit(c -> c)))
                .isInstanceOfSatisfying(
                        HostUnreachableException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.BACKING_OFF))
                .hasMessageContaining("connection refused")
                .hasMessageContaining("600 ms");
        assertThat(link.state()).isEqualTo(new ConnectionState.Down("connection refused", Duration.ofMillis(600)));
    }

    @Test
    void givesUpACallThatHangsAfterItsLimitAndConnectsAnewWhenTheBackOffAllows() {
        CompletableFuture<Integer> hanging = submitHanging();

        time.pass(LIMIT);

        assertThat(failure(hanging))
                .isInstanceOfSatisfying(
                        HostUnreachableException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.HUNG))
                .hasMessageContaining("10000 ms");
        assertThat(failure(submit(c -> c))).hasMessageContaining("did not answer");
        time.pass(Duration.ofSeconds(1));
        assertThat(ask()).isEqualTo(2);
    }

    @Test
    void failsWhatWaitsBehindACallThatHangs() {
        submitHanging();
        time.pass(Duration.ofSeconds(3));
        CompletableFuture<Integer> waiting = submit(c -> c);

        time.pass(Duration.ofSeconds(7));

        assertThat(failure(waiting)).hasMessageContaining("given up before this was asked");
    }

    @Test
    void doesNotCutOffACallThatBeganLateForTheImpatienceOfItsCaller() {
        CountDownLatch first = new CountDownLatch(1);
        CompletableFuture<Integer> slow = submitHanging(first);
        CompletableFuture<Integer> late = submit(c -> await(hang, c));
        time.pass(Duration.ofSeconds(9));
        first.countDown();
        assertThat(slow.join()).isEqualTo(1);
        awaitRunning(late);

        time.pass(Duration.ofSeconds(1));

        assertThat(failure(late)).hasMessageContaining("did not answer");
        hang.countDown();
        assertThat(ask()).isEqualTo(1);
    }

    @Test
    void closesTheConnectionOfACallThatCameBackTooLate() throws InterruptedException {
        submitHanging();
        time.pass(LIMIT);
        assertThat(host.closed).isEmpty();

        hang.countDown();

        assertThat(host.closedOne.await(50, TimeUnit.SECONDS)).isTrue();
        assertThat(host.closed).containsExactly(1);
    }

    @Test
    void closesAConnectionThatCameTooLate() throws InterruptedException {
        host.opening = hang;
        CompletableFuture<Integer> answer = submit(c -> c);
        host.awaitOpening();

        time.pass(Duration.ofSeconds(5));
        time.pass(Duration.ofSeconds(5));
        assertThat(failure(answer)).isInstanceOf(HostUnreachableException.class);
        hang.countDown();

        assertThat(host.closedOne.await(50, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void neverHasMoreThreadsStuckThanAllowed() {
        for (int i = 0; i < 5; i++) {
            CompletableFuture<Integer> answer = submit(c -> await(hang, c));
            awaitRunningOrFailed(answer);
            time.pass(LIMIT);
            assertThat(failure(answer)).isInstanceOf(HostUnreachableException.class);
            assertThat(link.threads()).isLessThanOrEqualTo(3);
        }

        assertThat(failure(submit(c -> c))).hasMessageContaining("3 threads wait");
    }

    @Test
    void refusesEverythingOnceItIsClosed() {
        ask();
        link.close();
        link.close();

        assertThat(failure(submit(c -> c)))
                .isInstanceOfSatisfying(
                        HostUnreachableException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.CLOSED));
    }

    private int ask() {
        return submit(c -> c).join();
    }

    private CompletableFuture<Integer> submit(Function<Integer, Integer> call) {
        return link.submit("question", LIMIT, call);
    }

    private CompletableFuture<Integer> submitHanging() {
        return submitHanging(hang);
    }

    private CompletableFuture<Integer> submitHanging(CountDownLatch until) {
        CompletableFuture<Integer> answer = submit(c -> await(until, c));
        awaitRunning(answer);
        return answer;
    }

    private final CountDownLatch[] running = {new CountDownLatch(1)};

    private int await(CountDownLatch until, int result) {
        running[0].countDown();
        try {
            until.await();
            return result;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitRunning(CompletableFuture<Integer> answer) {
        try {
            running[0].await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        running[0] = new CountDownLatch(1);
        assertThat(answer).isNotDone();
    }

    private void awaitRunningOrFailed(CompletableFuture<Integer> answer) {
        while (running[0].getCount() > 0 && !answer.isDone()) {
            Thread.onSpinWait();
        }
        running[0] = new CountDownLatch(1);
    }

    private static Throwable failure(CompletableFuture<Integer> answer) {
        try {
            return new AssertionError("It answered " + answer.get());
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(LibvirtAccessException.class);
            return e.getCause();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Gives out numbers as connections. */
    private static final class FakeHost implements Opener<Integer> {

        private final List<Integer> dead = new java.util.concurrent.CopyOnWriteArrayList<>();
        private final List<Integer> closed = new java.util.concurrent.CopyOnWriteArrayList<>();
        private final CountDownLatch closedOne = new CountDownLatch(1);
        private final CountDownLatch openingBegan = new CountDownLatch(1);
        private volatile CountDownLatch opening = new CountDownLatch(0);
        private volatile boolean refuses;
        private volatile int attempts;
        private volatile int opened;

        @Override
        public synchronized Integer open() {
            attempts++;
            if (refuses) {
                throw new HostUnreachableException(Reason.REFUSED, "connection refused");
            }
            openingBegan.countDown();
            try {
                opening.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            opened++;
            return opened;
        }

        void awaitOpening() throws InterruptedException {
            openingBegan.await();
        }

        @Override
        public boolean isAlive(Integer connection) {
            return !dead.contains(connection);
        }

        @Override
        public void close(Integer connection) {
            closed.add(connection);
            closedOne.countDown();
        }
    }

    /** Alarms that ring when the test says so. */
    private static final class ManualTime implements Alarms {

        private record Entry(long due, Runnable action) {}

        private final AtomicLong now = new AtomicLong();
        private final List<Entry> set = new ArrayList<>();

        long nanos() {
            return now.get();
        }

        @Override
        public synchronized Alarm set(Duration delay, Runnable action) {
            Entry entry = new Entry(now.get() + delay.toNanos(), action);
            set.add(entry);
            return () -> {
                synchronized (this) {
                    set.removeIf(other -> other == entry);
                }
            };
        }

        void pass(Duration duration) {
            long to = now.addAndGet(duration.toNanos());
            List<Entry> due = new ArrayList<>();
            synchronized (this) {
                set.stream().filter(entry -> entry.due() <= to).forEach(due::add);
                set.removeAll(due);
            }
            due.forEach(entry -> entry.action().run());
        }
    }
}
