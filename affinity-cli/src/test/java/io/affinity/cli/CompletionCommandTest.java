// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real bash completes with the script. */
class CompletionCommandTest {

    @TempDir
    Path folder;

    private List<String> completed(String... words) throws IOException, InterruptedException {
        Path script = folder.resolve("affinity.bash");
        Files.writeString(script, Session.of("completion", "bash").out());
        Path asked = Files.writeString(folder.resolve("asked.bash"), """
                source "$1"
                shift
                COMP_WORDS=("$@")
                COMP_CWORD=$(($# - 1))
                COMP_LINE="$*"
                COMP_POINT=${#COMP_LINE}
                _complete_affinity
                printf '%s\\n' "${COMPREPLY[@]}"
                """);
        Path out = folder.resolve("out");
        ProcessBuilder bash = new ProcessBuilder("bash", "--norc", asked.toString(), script.toString());
        bash.command().addAll(List.of(words));
        // Outside of a real completion, bash complains that it cannot be told how to go on.
        Process process = bash.redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return Files.readAllLines(out).stream().map(String::strip).toList();
    }

    @Test
    void completesCommands() throws Exception {
        assertThat(completed("affinity", "hi")).containsExactly("history");
        assertThat(completed("affinity", "ev")).containsExactly("evacuate");
    }

    @Test
    void completesOptionsAndTheirValues() throws Exception {
        assertThat(completed("affinity", "evacuate", "--dr")).containsExactly("--dry-run");
        assertThat(completed("affinity", "run", "--mode", "")).containsExactly("observe", "recommend", "automatic");
        assertThat(completed("affinity", "status", "-o", "")).containsExactly("table", "json", "yaml");
        assertThat(completed("affinity", "forecast", "--forecaster", "holt")).contains("holt-winters");
    }

    @Test
    void zshGetsTheSame() {
        assertThat(Session.of("completion", "zsh").out())
                .isEqualTo(Session.of("completion").out())
                .contains("bashcompinit");
    }
}
