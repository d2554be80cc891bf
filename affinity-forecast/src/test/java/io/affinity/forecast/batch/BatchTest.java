package io.affinity.forecast.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.forecast.baseline.Persistence;
import io.affinity.forecast.smoothing.HoltWinters;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.forecast.QuantileLevels;
import io.affinity.spi.telemetry.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchTest {

    private static final int SERIES = 101;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void givesTheResultsOfTheForecasterInOrderOnAnyNumberOfThreads(int threads) throws InterruptedException {
        Forecaster forecaster = HoltWinters.simple();
        List<Long> indexes = new ArrayList<>();
        List<BatchResult> results = new ArrayList<>();

        BatchEnd end = Batch.of(forecaster)
                .withThreads(threads)
                .withChunk(3)
                .withSteps(5)
                .withLevels(QuantileLevels.of(0.1, 0.9))
                .run(requests(SERIES), (index, result) -> {
                    indexes.add(index);
                    results.add(result);
                });

        assertThat(end).isEqualTo(new BatchEnd(SERIES, true));
        assertThat(indexes)
                .containsExactlyElementsOf(LongStream.range(0, SERIES).boxed().toList());
        for (int i = 0; i < SERIES; i++) {
            FitResult.Fitted fitted = (FitResult.Fitted) forecaster.fit(request(i));
            BatchResult.Forecasted forecasted = (BatchResult.Forecasted) results.get(i);
            assertThat(forecasted.forecast())
                    .usingRecursiveComparison()
                    .isEqualTo(fitted.model().forecast(5, QuantileLevels.of(0.1, 0.9)));
        }
    }

    @Test
    void turnsAnExceptionIntoTheFailureOfItsSeries() throws InterruptedException {
        List<BatchResult> results = new ArrayList<>();

        Batch.of(new Faulty()).withThreads(2).run(requests(20), (index, result) -> results.add(result));

        assertThat(results).hasSize(20);
        assertThat(results.get(7))
                .isInstanceOfSatisfying(
                        BatchResult.Failed.class,
                        failed -> assertThat(failed.cause()).hasMessage("series 7"));
        assertThat(results.get(8)).isInstanceOf(BatchResult.Forecasted.class);
        assertThat(results.get(9))
                .isEqualTo(new BatchResult.NotFitted(new FitResult.NotConverged("series 9 is never learned")));
    }

    @Test
    void endsWhereTheProgressSaysSo() throws InterruptedException {
        List<Long> indexes = new ArrayList<>();

        BatchEnd end = Batch.of(new Persistence())
                .withThreads(2)
                .run(requests(SERIES), (index, result) -> indexes.add(index), done -> done < 30);

        assertThat(end).isEqualTo(new BatchEnd(30, false));
        assertThat(indexes).hasSize(30);
    }

    @Test
    void endsWhenItIsInterrupted() {
        List<Long> indexes = new ArrayList<>();

        assertThatThrownBy(() -> Batch.of(new Persistence()).withThreads(2).run(requests(SERIES), (index, result) -> {
                    indexes.add(index);
                    if (index == 11) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .isInstanceOf(InterruptedException.class);

        assertThat(indexes).hasSize(12);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void takesNoMoreRequestsThanItsThreadsNeed() throws InterruptedException {
        AtomicInteger taken = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Iterator<ForecastRequest> endless = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public ForecastRequest next() {
                return request(taken.getAndIncrement());
            }
        };

        Batch.of(new Persistence())
                .withThreads(3)
                .withChunk(4)
                .run(
                        endless,
                        (index, result) -> most.accumulateAndGet(taken.get() - (int) index, Math::max),
                        done -> done < 500);

        assertThat(most.get()).isLessThanOrEqualTo(2 * 3 * 4);
    }

    @Test
    void letsAnExceptionOfTheSinkOut() {
        assertThatThrownBy(() -> Batch.of(new Persistence()).run(requests(5), (index, result) -> {
                    throw new IllegalStateException("full");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("full");
    }

    @Test
    void letsAnErrorOfTheForecasterEndTheBatch() {
        Forecaster broken = new Forecaster() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public FitResult fit(ForecastRequest request) {
                throw new AssertionError("broken");
            }
        };

        assertThatThrownBy(() -> Batch.of(broken).run(requests(5), (index, result) -> {}))
                .isInstanceOf(AssertionError.class)
                .hasMessage("broken");
    }

    @Test
    void endsAtOnceWithoutRequests() throws InterruptedException {
        assertThat(Batch.of(new Persistence()).run(requests(0), (index, result) -> {}))
                .isEqualTo(new BatchEnd(0, true));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void refusesWhatIsNotPositive(int count) {
        Batch batch = Batch.of(new Persistence());

        assertThatThrownBy(() -> batch.withThreads(count)).hasMessageContaining("(" + count + ")");
        assertThatThrownBy(() -> batch.withChunk(count)).hasMessageContaining("(" + count + ")");
        assertThatThrownBy(() -> batch.withSteps(count)).hasMessageContaining("(" + count + ")");
    }

    private static Iterator<ForecastRequest> requests(int count) {
        return IntStream.range(0, count).mapToObj(BatchTest::request).iterator();
    }

    /** The first value is the number of the series. */
    private static ForecastRequest request(int number) {
        double[] values = new Random(number).doubles(40).toArray();
        values[0] = number;
        return ForecastRequest.of(TimeSeries.of(Instant.EPOCH, Duration.ofMinutes(5), values));
    }

    private static final class Faulty implements Forecaster {

        @Override
        public String name() {
            return "faulty";
        }

        @Override
        public FitResult fit(ForecastRequest request) {
            int number = (int) request.history().value(0);
            if (number == 7) {
                throw new IllegalStateException("series 7");
            }
            return number == 9
                    ? new FitResult.NotConverged("series 9 is never learned")
                    : new Persistence().fit(request);
        }
    }
}
