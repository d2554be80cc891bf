// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PrintableStreamTest {

    @Test
    void whatATerminalWouldObeyIsShown() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintableStream(new PrintStream(out, true, Charset.defaultCharset()));

        stream.println("db\u001b[2J");
        stream.printf("%s%n", "\u202egnp.exe\u009b31m\r");

        assertThat(out.toString(Charset.defaultCharset()))
                .isEqualTo("db\\u001b[2J" + System.lineSeparator() + "\\u202egnp.exe\\u009b31m\\u000d"
                        + System.lineSeparator());
    }

    private static String printed(Consumer<PrintStream> program) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        program.accept(new PrintableStream(new PrintStream(out, true, Charset.defaultCharset())));
        return out.toString(Charset.defaultCharset());
    }

    @Test
    void noWayToPrintLeadsAroundIt() {
        String name = "a\u001b[2J";
        Object object = new StringBuilder(name);

        assertThat(printed(out -> out.print(name))).isEqualTo("a\\u001b[2J");
        assertThat(printed(out -> out.print(object))).isEqualTo("a\\u001b[2J");
        assertThat(printed(out -> out.print(name.toCharArray()))).isEqualTo("a\\u001b[2J");
        assertThat(printed(out -> out.print('\u001b'))).isEqualTo("\\u001b");
        assertThat(printed(out -> out.println(object))).isEqualTo("a\\u001b[2J" + System.lineSeparator());
        assertThat(printed(out -> out.println(name.toCharArray()))).isEqualTo("a\\u001b[2J" + System.lineSeparator());
        assertThat(printed(out -> out.append(name).append('\u202e'))).isEqualTo("a\\u001b[2J\\u202e");
        assertThat(printed(out -> out.format("%s", name))).isEqualTo("a\\u001b[2J");
        assertThat(printed(new IllegalStateException(name)::printStackTrace)).doesNotContain("\u001b");
    }

    /** Else a VM could be called after an alarm. */
    @Test
    void aLineStaysOneLine() {
        assertThat(printed(out -> out.println("VM a\nALARM: all is lost")))
                .isEqualTo("VM a\\u000aALARM: all is lost" + System.lineSeparator());
        assertThat(printed(out -> out.print("two\nlines"))).isEqualTo("two\nlines");
    }

    @Test
    void invisibleTagsAndHalvesOfCharactersAreShownAndEmojiStay() {
        assertThat(PrintableStream.printable("a\udb40\udc41b\ud800c\ud83d\ude80"))
                .isEqualTo("a\\udb40\\udc41b\\ud800c\ud83d\ude80");
        assertThat(PrintableStream.printable("\u2066x\u2069\u061c\u2028\u2029"))
                .isEqualTo("\\u2066x\\u2069\\u061c\\u2028\\u2029");
    }

    @Test
    void ordinaryTextStaysAsItIs() {
        assertThat(PrintableStream.printable("host\t1\n\u00e4\u4e2d")).isEqualTo("host\t1\n\u00e4\u4e2d");
    }

    @Test
    void resultsThatCannotBeWrittenAreAnError() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        int exitCode = Affinity.run(
                new Console(
                        new PrintStream(full, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        null),
                "--version");

        assertThat(exitCode).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("affinity: the standard output");
    }
}
