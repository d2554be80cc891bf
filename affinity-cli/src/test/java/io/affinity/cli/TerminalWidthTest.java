// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TerminalWidthTest {

    /** Prints the width of the terminal that the process has. */
    static final class Asking {

        private Asking() {}

        public static void main(String[] arguments) {
            System.out.println("width " + new TerminalWidth().getAsInt());
        }
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return out;
    }

    private static String asking() {
        return "'" + Path.of(System.getProperty("java.home"), "bin", "java") + "' -cp '"
                + System.getProperty("java.class.path") + "' '" + Asking.class.getName() + "'";
    }

    @Test
    void isThatOfTheTerminal() throws Exception {
        assertThat(run("script", "-qec", "stty cols 57; " + asking(), "/dev/null"))
                .contains("width 57");
    }

    @Test
    void isAGuessWhereThereIsNone() throws Exception {
        assertThat(run("setsid", "-w", "sh", "-c", asking())).contains("width 80");
    }
}
