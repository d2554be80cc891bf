// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.demand.TimeSeries;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.forecast.QuantileLevels;
import io.affinity.spi.plugin.Plugins;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each forecaster answers for series that telemetry does bring, though no textbook. */
class OddSeriesTest {

    private static final int LENGTH = 300;
    private static final int OBSERVED = 30;
    private static final int STEPS = 24;

    /** Forecasts stay within so many times the range of the data beyond its ends. */
    private static final double FACTOR = 3;

    private static final List<String> CONTENT_WITH_ONE = List.of("auto", "persistence", "seasonal-naive");

    enum Odd {
        CONSTANT {
            @Override
            double value(int i, Random random) {
                return 7;
            }
        },
        ZERO {
            @Override
            double value(int i, Random random) {
                return 0;
            }
        },
        HUGE {
            @Override
            double value(int i, Random random) {
                return 1e12 * (1 + 0.1 * Math.sin(2 * Math.PI * i / 24) + 0.02 * random.nextGaussian());
            }
        },
        COUNTS {
            @Override
            double value(int i, Random random) {
                return Math.floor(-3 * Math.log(1 - random.nextDouble()));
            }
        },
        INTERMITTENT {
            @Override
            double value(int i, Random random) {
                return random.nextInt(12) == 0 ? 20 + random.nextInt(20) : 0;
            }
        },
        STEEP {
            @Override
            double value(int i, Random random) {
                return 10 + 5 * i + random.nextGaussian();
            }
        },
        GAPPY {
            @Override
            double value(int i, Random random) {
                double value = 50 + 20 * Math.sin(2 * Math.PI * i / 24) + 3 * random.nextGaussian();
                return random.nextDouble() < 0.6 ? Double.NaN : value;
            }
        },
        TWO_LEVELS {
            @Override
            double value(int i, Random random) {
                return i < 280 ? 512 : 1024;
            }
        };

        abstract double value(int i, Random random);

        double[] series() {
            Random random = new Random(20260113 + ordinal());
            double[] values = new double[LENGTH + OBSERVED];
            Arrays.setAll(values, i -> value(i, random));
            return values;
        }
    }

    @ParameterizedTest
    @MethodSource("forecastersAndSeries")
    void answersSensibly(Forecaster forecaster, Odd odd) {
        double[] values = odd.series();

        FittedModel model = fitted(forecaster, Arrays.copyOf(values, LENGTH));

        assertSane(model, values);
        for (int i = LENGTH; i < values.length; i++) {
            model.observe(values[i]);
        }
        assertSane(model, values);
    }

    @ParameterizedTest
    @MethodSource("forecasters")
    void isSureOfAConstant(Forecaster forecaster) {
        for (Odd odd : List.of(Odd.CONSTANT, Odd.ZERO)) {
            double value = odd.series()[0];

            Forecast forecast = fitted(forecaster, odd.series()).forecast(STEPS, QuantileLevels.STANDARD);

            for (int step = 0; step < STEPS; step++) {
                assertThat(forecast.mean(step)).isBetween(value - 1e-6, value + 1e-6);
                assertThat(forecast.quantile(8, step) - forecast.quantile(0, step))
                        .isLessThan(1e-3);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("forecasters")
    void refusesASeriesWithoutAnyValue(Forecaster forecaster) {
        double[] missing = new double[LENGTH];
        Arrays.fill(missing, Double.NaN);

        for (double[] values : List.of(missing, new double[0])) {
            assertThat(forecaster.fit(request(values)))
                    .isInstanceOfSatisfying(FitResult.InsufficientHistory.class, insufficient -> {
                        assertThat(insufficient.available()).isZero();
                        assertThat(insufficient.required()).isPositive();
                    });
        }
    }

    @ParameterizedTest
    @MethodSource("forecasters")
    void answersFromASingleValueOrSaysHowManyItNeeds(Forecaster forecaster) {
        FitResult result = forecaster.fit(request(new double[] {40}));

        if (!CONTENT_WITH_ONE.contains(forecaster.name()) && !(result instanceof FitResult.Fitted)) {
            assertThat(result)
                    .isInstanceOfSatisfying(
                            FitResult.InsufficientHistory.class,
                            insufficient -> assertThat(insufficient.required()).isGreaterThan(1));
        } else {
            assertThat(result).isInstanceOfSatisfying(FitResult.Fitted.class, fitted -> {
                Forecast forecast = fitted.model().forecast(STEPS, QuantileLevels.STANDARD);
                assertThat(forecast.mean(0)).isEqualTo(40);
                assertThat(forecast.quantile(8, 0)).isBetween(45.0, 120.0);
            });
        }
    }

    @Test
    void knowsEveryForecasterByName() {
        assertThat(forecasters()).extracting(Forecaster::name).contains("auto", "persistence", "seasonal-naive", "ets");
    }

    static List<Forecaster> forecasters() {
        Plugins<Forecaster> plugins = Plugins.discover(Forecaster.class, OddSeriesTest.class.getClassLoader());
        return plugins.names().stream().map(plugins::named).toList();
    }

    static List<Arguments> forecastersAndSeries() {
        List<Arguments> arguments = new ArrayList<>();
        for (Forecaster forecaster : forecasters()) {
            for (Odd odd : Odd.values()) {
                arguments.add(Arguments.of(forecaster, odd));
            }
        }
        return arguments;
    }

    private static FittedModel fitted(Forecaster forecaster, double[] values) {
        FitResult result = forecaster.fit(request(values));
        assertThat(result).as(forecaster.name()).isInstanceOf(FitResult.Fitted.class);
        return ((FitResult.Fitted) result).model();
    }

    private static void assertSane(FittedModel model, double[] values) {
        double least = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .min()
                .orElseThrow();
        double most = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .max()
                .orElseThrow();
        double beyond = FACTOR * Math.max(most - least, 1e-3);
        Forecast forecast = model.forecast(STEPS, QuantileLevels.STANDARD);
        for (int step = 0; step < STEPS; step++) {
            assertThat(forecast.mean(step)).as(model.description()).isBetween(least - beyond, most + beyond);
            assertThat(forecast.quantile(0, step)).as(model.description()).isBetween(least - beyond, most + beyond);
            assertThat(forecast.quantile(8, step)).as(model.description()).isBetween(least - beyond, most + beyond);
        }
    }

    private static ForecastRequest request(double[] values) {
        return ForecastRequest.of(TimeSeries.of(Instant.EPOCH, Duration.ofMinutes(5), values), 24);
    }
}
