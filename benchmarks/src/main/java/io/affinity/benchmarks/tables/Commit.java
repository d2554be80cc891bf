// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.tables;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The commit that figures are of, as git says. */
final class Commit {

    private static final String UNKNOWN = "unknown";

    private Commit() {}

    /** {@return the commit of the checkout that this program was built in, wherever it is started} */
    static String ofThisProgram() throws InterruptedException {
        CodeSource source = Commit.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return UNKNOWN;
        }
        try {
            Path folder = Path.of(source.getLocation().toURI()).getParent();
            return folder == null ? UNKNOWN : of(folder);
        } catch (URISyntaxException e) {
            return UNKNOWN;
        }
    }

    /**
     * {@return the commit of the checkout that the folder is in, with "-dirty" if files differ from it; "unknown" outside of a
     * checkout, and without git}
     */
    static String of(Path folder) throws InterruptedException {
        String commit = git(folder, "rev-parse", "HEAD");
        String changes = git(folder, "status", "--porcelain");
        if (commit == null || changes == null) {
            return UNKNOWN;
        }
        return changes.isEmpty() ? commit : commit + "-dirty";
    }

    private static @Nullable String git(Path folder, String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(arguments));
        try {
            Process git = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor() == 0 ? said : null;
        } catch (IOException e) {
            return null;
        }
    }
}
