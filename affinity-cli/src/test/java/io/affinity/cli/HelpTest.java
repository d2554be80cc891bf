// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {

    private static final String ESCAPE = "\u001b[";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "backtest",
                "forecast",
                "run",
                "check",
                "status",
                "plan",
                "history",
                "explain",
                "evacuate",
                "alarms",
                "resolve",
                "completion"
            })
    void eachCommandHasExamples(String command) {
        Session session = Session.of(command, "--help");

        assertThat(session.exitCode()).isZero();
        assertThat(session.out()).contains("Examples:").containsPattern("(?m)^  .*affinity " + command);
    }

    @ParameterizedTest
    @ValueSource(strings = {"backtest", "forecast", "explain"})
    void forecastersAreNamed(String command) {
        assertThat(Session.of(command, "--help").out().replaceAll("\\s+", " "))
                .contains("auto, ")
                .contains("holt-winters")
                .contains("boosting");
    }

    @Test
    void plugInsAndEnvironmentAreTold() {
        assertThat(Session.of("--help").out())
                .contains("--class-path", "AFFINITY_CLASSPATH", "AFFINITY_JAVA_OPTIONS", "NO_COLOR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stat:status", "hsitory:history", "drain:evacuate", "log:history", "validate:check"})
    void aFirstWordThatIsNoCommandNamesTheNearest(String pair) {
        String[] words = pair.split(":");

        assertThat(Session.of(words[0], "--config", "x.yaml").errorLine())
                .isEqualTo("affinity: There is no command (" + words[0] + "); did you mean affinity " + words[1]
                        + "? (see affinity --help)");
    }

    @Test
    void whereNothingIsNearAllAreNamed() {
        assertThat(Session.of("xyzzy").errorLine())
                .startsWith("affinity: There is no command (xyzzy); there are simulate, backtest, ");
    }

    /** The program as it is started on a terminal, as far as colors go. */
    private String help(Map<String, String> environment) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Affinity.class.getName(),
                "run",
                "--help"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        List.of("NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "JAVA_TOOL_OPTIONS").forEach(builder.environment()::remove);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return out;
    }

    @Test
    void colorsAreForTerminalsAndForThoseWhoWantThem() throws Exception {
        assertThat(help(Map.of())).contains("--cycles").doesNotContain(ESCAPE);
        assertThat(help(Map.of("CLICOLOR_FORCE", "1"))).contains(ESCAPE).doesNotContain("\\u001b");
        assertThat(help(Map.of("CLICOLOR_FORCE", "1", "NO_COLOR", "1")))
                .contains("--cycles")
                .doesNotContain(ESCAPE)
                .doesNotContain("\\u001b");
    }
}
