// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

import java.time.Duration;
import java.time.LocalTime;

/**
 * One ingredient of generated demand. Values are shares of the VM's allocation, 0 to 1; times are UTC.
 *
 * <p>At each step the patterns of a {@link DemandProfile} make the utilization
 *
 * <pre>{@code
 * ((levels + daily cycles) * weekly cycles + trends + level shifts) * spread * noise + bursts + jobs
 * }</pre>
 *
 * cut to 0 to 1, since a VM cannot use more than it was promised. All patterns are values without state.
 */
public sealed interface DemandPattern {

    /** A pattern that is drawn at random, so that it can be drawn once for each VM or once for a whole group. */
    sealed interface Stochastic extends DemandPattern permits Noise, Bursts {}

    /**
     * What is always demanded.
     *
     * @param share 0 to 1
     */
    record Level(double share) implements DemandPattern {

        public Level {
            WorkloadChecks.fraction("share of a level", share);
        }
    }

    /**
     * One peak a day, of the form {@code exp(sharpness * (cos - 1))}, scaled to go from 0 to {@code amplitude}.
     *
     * @param peakHour hour of the peak, 0 (inclusive) to 24 (exclusive)
     * @param amplitude 0 to 1
     * @param sharpness greater than zero; near 0 is a sine, 2 an office day, 20 a peak of about two hours
     * @param spreadHours standard deviation by which the peaks of VMs differ; zero or more
     */
    record DailyCycle(double peakHour, double amplitude, double sharpness, double spreadHours)
            implements DemandPattern {

        public DailyCycle {
            if (!(peakHour >= 0 && peakHour < 24)) {
                throw new IllegalArgumentException(
                        "The peak hour (" + peakHour + ") must be at least 0 and less than 24.");
            }
            WorkloadChecks.fraction("amplitude of a daily cycle", amplitude);
            WorkloadChecks.aboveZero("sharpness of a daily cycle", sharpness);
            WorkloadChecks.notNegative("spread of a daily cycle in hours", spreadHours);
        }

        /** An office day, with the same peak for all VMs. */
        public DailyCycle(double peakHour, double amplitude) {
            this(peakHour, amplitude, 2, 0);
        }
    }

    /**
     * Saturdays and Sundays differ.
     *
     * @param weekendFactor what levels and daily cycles are multiplied with on these days; finite, zero or more
     */
    record WeeklyCycle(double weekendFactor) implements DemandPattern {

        public WeeklyCycle {
            WorkloadChecks.notNegative("weekend factor", weekendFactor);
        }
    }

    /**
     * A straight line through zero at the start of the workload.
     *
     * @param sharePerDay finite; negative for demand that goes down
     */
    record Trend(double sharePerDay) implements DemandPattern {

        public Trend {
            WorkloadChecks.finite("share per day of a trend", sharePerDay);
        }
    }

    /**
     * A lasting change, such as a release.
     *
     * @param after when, counted from the start of the workload; negative for the past
     * @param share what is added from then on; finite
     */
    record LevelShift(Duration after, double share) implements DemandPattern {

        public LevelShift {
            WorkloadChecks.finite("share of a level shift", share);
        }
    }

    /**
     * A constant factor for each VM, lognormal with mean 1: members of a group are not all alike.
     *
     * @param sigma standard deviation of its logarithm; finite, zero or more
     */
    record Spread(double sigma) implements DemandPattern {

        public Spread {
            WorkloadChecks.notNegative("sigma of a spread", sigma);
        }
    }

    /**
     * A factor that wanders around its mean of 1: the exponential of a first-order autoregression.
     *
     * @param sigma standard deviation of its logarithm; finite, zero or more
     * @param memory time after which the correlation has fallen to 1/e; positive
     */
    record Noise(double sigma, Duration memory) implements Stochastic {

        public Noise {
            WorkloadChecks.notNegative("sigma of noise", sigma);
            WorkloadChecks.positive("memory of noise", memory);
        }

        /** Noise that remembers half an hour. */
        public Noise(double sigma) {
            this(sigma, Duration.ofMinutes(30));
        }
    }

    /**
     * Sudden load at times that nobody knows: Poisson arrivals, Pareto heights, exponential durations (at most 20 times
     * their mean).
     *
     * @param perDay how many in a day on average; finite, greater than zero
     * @param height the least height; 0 to 1
     * @param tail exponent of the heights; finite, greater than zero; the smaller, the more of them are huge
     * @param meanDuration positive
     */
    record Bursts(double perDay, double height, double tail, Duration meanDuration) implements Stochastic {

        public Bursts {
            WorkloadChecks.aboveZero("number of bursts per day", perDay);
            WorkloadChecks.fraction("height of bursts", height);
            WorkloadChecks.aboveZero("tail of bursts", tail);
            WorkloadChecks.positive("mean duration of bursts", meanDuration);
        }
    }

    /**
     * Draws a random pattern once for all VMs of the group, so that they peak together.
     *
     * @param pattern what they share
     */
    record Shared(Stochastic pattern) implements DemandPattern {}

    /**
     * A job that runs on a schedule, which is known in advance: {@link Workload#covariates} tells of it.
     *
     * @param name unique among the schedules of a profile
     * @param schedule when it starts
     * @param duration how long it runs; positive
     * @param height what it adds in every step that it runs in, also for a part of the step; 0 to 1
     */
    record CronJob(String name, CronSchedule schedule, Duration duration, double height) implements DemandPattern {

        public CronJob {
            WorkloadChecks.name("name of a job", name);
            WorkloadChecks.positive("duration of job " + name, duration);
            WorkloadChecks.fraction("height of job " + name, height);
        }

        /** {@return the job that runs every day at this time} */
        public static CronJob daily(String name, LocalTime time, Duration duration, double height) {
            return new CronJob(name, CronSchedule.dailyAt(time), duration, height);
        }

        /** Whether the job runs at any time from {@code from} (inclusive) to {@code to} (exclusive), seconds since 1970. */
        boolean runsWithin(long from, long to) {
            // A start is a whole minute, so one before the exclusive end is at most at the second before it.
            return schedule.startsWithin(from - seconds() + 1, to - 1);
        }

        private long seconds() {
            return duration.plusNanos(999_999_999).toSeconds();
        }
    }
}
