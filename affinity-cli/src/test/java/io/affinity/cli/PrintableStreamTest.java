package io.affinity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
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
