// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class AffinityTest {

    @Test
    void helpNamesTheCommandsAndExitCodes() {
        Session session = Session.of("--help");
        assertThat(session.exitCode()).isZero();
        assertThat(session.out()).contains("simulate", "Exit codes", "wrong usage or input");
        assertThat(session.err()).isEmpty();
    }

    @Test
    void versionIsTheOneOfTheBuild() {
        Session session = Session.of("--version");
        assertThat(session.exitCode()).isZero();
        assertThat(session.out()).matches("affinity \\d+\\.\\d+\\.\\d+\\S*\\R");
    }

    @Test
    void helpOfSimulateExplainsOptionsUnitsAndExitCodes() {
        Session session = Session.of("simulate", "--help");
        assertThat(session.exitCode()).isZero();
        assertThat(session.out())
                .contains(
                        "--trace", "--hosts", "--policy", "--seed", "--forecaster", "--json", "--report", "--no-report")
                .contains("--stacktrace", "kWh", "SLATAH", "Exit codes");
    }

    @Test
    void missingCommandIsWrongUsage() {
        Session session = Session.of();
        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(session.errorLine())
                .isEqualTo(
                        "affinity: A command is missing; it must be simulate or backtest or forecast or run or check or status"
                                + " or plan or history or explain or evacuate or alarms or resolve or completion (see"
                                + " affinity --help)");
    }

    @Test
    void unknownCommandIsWrongUsage() {
        Session session = Session.of("simulat");
        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(session.errorLine())
                .isEqualTo("affinity: There is no command (simulat); did you mean affinity simulate?"
                        + " (see affinity --help)");
    }

    @Test
    void lettersThatAreSwappedAreUnderstood() {
        assertThat(Session.of("rnu", "--config", "x.yaml").errorLine())
                .contains("(rnu)", "did you mean affinity run?", "affinity --help");
    }

    @Test
    void misspeltOptionNamesTheOneThatIsMeant() {
        Session session = Session.of("simulate", "--polcy", "none");
        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(session.errorLine()).contains("'--polcy'", "maybe --policy is meant", "affinity simulate --help");
    }

    @Test
    void anOptionThatOtherCommandsHaveNamesThem() {
        Session session = Session.of("alarms", "--html");
        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(session.errorLine())
                .isEqualTo("affinity: Unknown option: '--html'; backtest and forecast have it"
                        + " (see affinity alarms --help)");
    }

    @Test
    void aFileWithoutItsOptionNamesTheOption() {
        Session session = Session.of("plan", "affinity.yml");
        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(session.errorLine()).contains("maybe --config affinity.yml is meant", "affinity plan --help");
    }

    @Test
    void repeatsLittleOfWhatWasTyped() {
        assertThat(Session.of("plan", "x".repeat(1_000_000)).errorLine()).hasSizeLessThan(500);
        assertThat(Session.of("run", "--mode", "x".repeat(1_000_000)).errorLine())
                .hasSizeLessThan(500);
    }

    @Test
    void outOfMemorySaysHowToGiveMore() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        ErrorLine errors = new ErrorLine(new PrintStream(err, true), List.of());
        assertThat(errors.handle(new OutOfMemoryError("Java heap space"))).isEqualTo(3);
        assertThat(err.toString()).contains("AFFINITY_JAVA_OPTIONS=-Xmx").doesNotContain("\tat ");
    }

    @Test
    void internalErrorIsOneLineUnlessTheStackTraceIsWanted() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(err, true);
        assertThat(new ErrorLine(stream, List.of()).handle(new IllegalStateException("Two\nlines")))
                .isEqualTo(3);
        assertThat(err.toString().strip())
                .isEqualTo("affinity: internal error: java.lang.IllegalStateException: Two lines"
                        + " (--stacktrace shows where)");
        err.reset();
        new ErrorLine(stream, List.of("--stacktrace")).handle(new IllegalStateException("Two"));
        assertThat(err.toString()).contains("\tat io.affinity.cli.AffinityTest");
    }
}
