package io.affinity.cli;

import io.affinity.cli.output.OutputFile;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Files that a command writes beside what it prints; whether they can be written is found out before there is anything to write. */
final class Outputs {

    private final Console console;
    private final @Nullable OutputFile json;
    private final @Nullable OutputFile html;

    /**
     * The files of the options {@code --json} and {@code --html}, as far as they were given.
     *
     * @throws WrongInputException if one cannot be written, or both are the same
     */
    Outputs(Console console, @Nullable Path json, @Nullable Path html) {
        this.console = console;
        this.json = json == null ? null : writable(json);
        this.html = html == null ? null : writable(html);
        if (this.json != null && this.json.equals(this.html)) {
            throw new WrongInputException("--json and --html name the same file (" + json + "); they must differ.");
        }
    }

    private static OutputFile writable(Path file) {
        try {
            return OutputFile.at(file);
        } catch (IOException e) {
            throw new WrongInputException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Writes those that are wanted, and says so. */
    void write(OutputFile.Content ofJson, OutputFile.Content ofHtml) {
        write(json, ofJson);
        write(html, ofHtml);
    }

    private void write(@Nullable OutputFile file, OutputFile.Content content) {
        if (file == null) {
            return;
        }
        try {
            file.write(content);
        } catch (IOException e) {
            throw new WrongInputException(String.valueOf(e.getMessage()), e);
        }
        console.out().println("Written: " + file);
    }
}
