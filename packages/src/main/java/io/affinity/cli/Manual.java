// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/** Writes, at build time, what the commands say of themselves as pages of a manual and as completion of bash. */
public final class Manual {

    private static final boolean[] QUIET = {};

    private Manual() {}

    /** Takes the folder of the pages, in AsciiDoc, and the file of the completion. */
    public static void main(String[] arguments) throws IOException {
        Path pages = Path.of(arguments[0]);
        Path completion = Path.of(arguments[1]);
        CommandLine commands = Affinity.commands(Console.system());
        File none = null;
        int ended = ManPageGenerator.generateManPage(
                Files.createDirectories(pages).toFile(), none, QUIET, true, commands.getCommandSpec());
        if (ended != CommandLine.ExitCode.OK) {
            throw new IOException("The pages of the manual could not be written to " + pages);
        }
        Files.writeString(completion, AutoComplete.bash("affinity", commands));
    }
}
