// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.libvirt.migration.CopyWatch.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CopyWatchTest {

    private final CopyWatch watch = new CopyWatch(Duration.ofSeconds(30), Duration.ofSeconds(10));
    private double sent;

    private Verdict look(int seconds, int round, int downtimeMillis) {
        sent += 1e6;
        return watch.look(figures(seconds, round, downtimeMillis));
    }

    private CopyFigures figures(int seconds, int round, int downtimeMillis) {
        return new CopyFigures(Duration.ofSeconds(seconds), Duration.ofMillis(downtimeMillis), sent, 1e6, round, 0);
    }

    @Test
    void aFirstRoundMayTakeAsLongAsItLikes() {
        for (int second = 0; second < 1000; second++) {
            assertThat(look(second, 1, 0)).isEqualTo(Verdict.GOING);
        }
    }

    @Test
    void aCopyThatShrinksConverges() {
        int downtime = 5000;
        for (int second = 0; second < 100; second++) {
            downtime -= downtime / 50;
            assertThat(look(second, 2 + second, downtime)).isEqualTo(Verdict.GOING);
        }
    }

    @Test
    void aCopyThatDoesNotShrinkOverTheWindowDoesNotConverge() {
        look(0, 1, 0);
        look(1, 2, 1000);
        for (int second = 2; second < 11; second++) {
            assertThat(look(second, second + 1, 950)).isEqualTo(Verdict.GOING);
        }

        assertThat(look(11, 12, 950)).isEqualTo(Verdict.NOT_CONVERGING);
    }

    @Test
    void aRoundThatTakesLongerThanTheWindowProvesNothing() {
        look(0, 1, 0);
        for (int second = 1; second < 60; second++) {
            assertThat(look(second, 2, 1000)).isEqualTo(Verdict.GOING);
        }

        assertThat(look(60, 3, 1000)).isEqualTo(Verdict.GOING);
        assertThat(look(120, 4, 1000)).isEqualTo(Verdict.NOT_CONVERGING);
    }

    @Test
    void whatIsDoneAboutItGetsAWindowOfItsOwn() {
        look(0, 2, 1000);
        assertThat(look(10, 9, 1000)).isEqualTo(Verdict.NOT_CONVERGING);

        assertThat(watch.mayHopeForThrottling(figures(10, 9, 1000))).isTrue();

        assertThat(look(11, 10, 1200)).isEqualTo(Verdict.GOING);
        assertThat(look(20, 19, 1200)).isEqualTo(Verdict.GOING);
        assertThat(look(21, 20, 1200)).isEqualTo(Verdict.NOT_CONVERGING);
    }

    @Test
    void aCopyThatSendsNothingIsStalled() {
        watch.look(figures(0, 1, 0));

        assertThat(watch.look(figures(29, 1, 0))).isEqualTo(Verdict.GOING);
        assertThat(watch.look(figures(30, 1, 0))).isEqualTo(Verdict.STALLED);
    }
}
