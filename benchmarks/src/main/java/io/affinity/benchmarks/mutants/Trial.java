// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.mutants;

import io.affinity.benchmarks.mutants.Subject.Verdict;
import java.util.SplittableRandom;

/** All inputs of one subject. */
final class Trial {

    private final Subject subject;
    private final MutantsOptions options;
    private final Watchdog watchdog;

    Trial(Subject subject, MutantsOptions options, Watchdog watchdog) {
        this.subject = subject;
        this.options = options;
        this.watchdog = watchdog;
    }

    Tally run() {
        requireSound();
        Tally tally = new Tally(subject.name());
        for (long number = options.from; number < options.from + options.inputs; number++) {
            read(number, tally);
        }
        return tally;
    }

    /** Otherwise everything is refused, which shows nothing. */
    private void requireSound() {
        for (byte[] seed : subject.seeds()) {
            try {
                if (subject.reading().read(seed) != Verdict.ACCEPTED) {
                    throw new IllegalStateException("The reader " + subject.name() + " must accept its seeds.");
                }
            } catch (Exception e) {
                throw new IllegalStateException("The reader " + subject.name() + " must accept its seeds.", e);
            }
        }
    }

    /** Whatever is thrown is what is looked for, so all of it is caught. */
    private void read(long number, Tally tally) {
        byte[] input = input(number);
        watchdog.begin(subject.name() + " " + number, input);
        long begun = System.nanoTime();
        try {
            tally.add(subject.reading().read(input), (System.nanoTime() - begun) / 1e6);
        } catch (Throwable e) {
            tally.add(new Tally.Violation(number, input, e));
        }
        watchdog.begin("", input);
    }

    /** Each by itself, so that any of them can be seen again. */
    private byte[] input(long number) {
        long mixed = options.seed * 0x9e3779b97f4a7c15L + subject.name().hashCode() * 0xbf58476d1ce4e5b9L + number;
        return new Mutation(new SplittableRandom(mixed), subject).next();
    }
}
