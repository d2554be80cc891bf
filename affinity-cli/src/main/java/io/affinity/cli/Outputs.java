// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import io.affinity.cli.output.OutputFile;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Files that a command writes beside what it prints; whether they can be written is found out before there is anything to write. */
final class Outputs {

    private final Console console;
    private final @Nullable OutputFile json;
    private final @Nullable OutputFile page;

    /**
     * The files of these options, as far as they were given.
     *
     * @param option that names the page
     * @throws WrongInputException if one cannot be written, or both are the same
     */
    Outputs(Console console, @Nullable Path json, String option, @Nullable Path page) {
        this.console = console;
        this.json = json == null ? null : writable(json);
        this.page = page == null ? null : writable(page);
        if (this.json != null && this.json.equals(this.page)) {
            throw new WrongInputException(
                    "--json and " + option + " name the same file (" + json + "); they must differ.");
        }
    }

    /** The same, for a command that writes no page. */
    Outputs(Console console, @Nullable Path json) {
        this(console, json, "", null);
    }

    private static OutputFile writable(Path file) {
        try {
            return OutputFile.at(file);
        } catch (IOException e) {
            throw new WrongInputException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Writes the JSON, if it is wanted, and says so. */
    void writeJson(OutputFile.Content content) {
        write(json, content);
    }

    /** Writes the page, if it is wanted, and says so. */
    void writePage(OutputFile.Content content) {
        write(page, content);
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
