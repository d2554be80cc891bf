// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.libvirt.access.HostUnreachableException;
import io.affinity.libvirt.inventory.HostFacts;
import io.affinity.spi.inventory.TelemetryException;
import io.affinity.spi.model.HostId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HostReadingsTest {

    private static final HostId A = new HostId("a");
    private static final HostId B = new HostId("b");

    private final List<HostId> questions = new ArrayList<>();
    private final Map<HostId, CompletableFuture<HostReading>> answers = new LinkedHashMap<>();
    private long nanos;
    private final HostReadings readings = new HostReadings(
            List.of(A, B),
            host -> {
                questions.add(host);
                return answers.get(host);
            },
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            () -> nanos);

    @Test
    void asksAllHosts() {
        answer(A, 1);
        answer(B, 2);

        assertThat(readings.ask()).containsOnlyKeys(A, B);
        assertThat(readings.ask()).containsOnlyKeys(A, B);
        assertThat(questions).containsExactly(A, B, A, B);
    }

    @Test
    void doesNotAskAHostASecondTimeWhileItTakesItsTime() {
        answer(A, 1);
        answers.put(B, new CompletableFuture<>());

        assertThat(readings.ask()).containsOnlyKeys(A);
        assertThat(readings.ask()).containsOnlyKeys(A);
        assertThat(questions).containsExactly(A, B, A);
    }

    @Test
    void doesNotTakeALateAnswerForOneOfNow() {
        answer(A, 1);
        CompletableFuture<HostReading> late = new CompletableFuture<>();
        answers.put(B, late);
        readings.ask();
        late.complete(reading(2));
        answer(B, 3);

        assertThat(readings.ask().get(B).nanoTime()).isEqualTo(3);
    }

    @Test
    void waitsLongerForTheFirstAnswer() {
        HostReadings patient =
                new HostReadings(List.of(A), answers::get, Duration.ZERO, Duration.ofMinutes(2), () -> nanos);
        answers.put(A, new CompletableFuture<HostReading>().completeOnTimeout(reading(1), 20, TimeUnit.MILLISECONDS));

        assertThat(patient.ask()).containsOnlyKeys(A);

        answers.put(A, new CompletableFuture<>());
        assertThatThrownBy(patient::ask).hasMessageContaining("It has not answered yet.");
    }

    @Test
    void waitsLongerForAHostThatIsAlwaysSlow() {
        answer(A, 1);
        CompletableFuture<HostReading> late = new CompletableFuture<>();
        answers.put(B, late);
        readings.ask();
        nanos = Duration.ofSeconds(20).toNanos();
        late.complete(reading(2));
        answers.put(B, new CompletableFuture<HostReading>().completeOnTimeout(reading(3), 150, TimeUnit.MILLISECONDS));

        assertThat(readings.ask().get(B).nanoTime())
                .as("after three times the patience")
                .isEqualTo(3);
    }

    @Test
    void doesWithoutAHostThatFails() {
        answer(A, 1);
        answers.put(B, CompletableFuture.failedFuture(refused()));

        assertThat(readings.ask()).containsOnlyKeys(A);

        answer(B, 2);
        assertThat(readings.ask()).containsOnlyKeys(A, B);
    }

    @Test
    void waitsForHostsThatWereSilentIfThereIsNoOther() {
        answers.put(A, CompletableFuture.failedFuture(refused()));
        answers.put(B, CompletableFuture.failedFuture(refused()));
        assertThatThrownBy(readings::ask)
                .isInstanceOf(TelemetryException.class)
                .hasMessageContaining("a: ")
                .hasMessageContaining("b: ");

        answers.put(A, new CompletableFuture<HostReading>().completeOnTimeout(reading(1), 5, TimeUnit.MILLISECONDS));
        answers.put(B, new CompletableFuture<>());

        assertThat(readings.ask()).containsKey(A);
    }

    @Test
    void letsAMistakeOfTheProgramThrough() {
        answer(A, 1);
        answers.put(B, CompletableFuture.failedFuture(new IllegalStateException("a mistake")));

        assertThatThrownBy(readings::ask).hasRootCauseMessage("a mistake");
    }

    private void answer(HostId host, long nanoTime) {
        answers.put(host, CompletableFuture.completedFuture(reading(nanoTime)));
    }

    private static HostReading reading(long nanoTime) {
        HostFacts facts = new HostFacts("h", "uuid", "QEMU", 1, 1, "x86_64", "", 1, 1, List.of(), Set.of());
        return new HostReading(facts, List.of(), List.of(), nanoTime);
    }

    private static HostUnreachableException refused() {
        return new HostUnreachableException(HostUnreachableException.Reason.REFUSED, "Connection refused.");
    }
}
