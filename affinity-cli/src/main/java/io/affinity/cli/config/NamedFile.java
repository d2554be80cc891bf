// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.config;

import io.affinity.cli.input.Quoted;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Files that a section names, which must be there. */
final class NamedFile {

    private NamedFile() {}

    /** Two keys are said together, or none of them. */
    static void together(Section s, String one, String other) {
        if (s.has(one) != s.has(other)) {
            s.refuse(s.has(one) ? one : other, "must be said together with " + (s.has(one) ? other : one) + ".");
        }
    }

    /** {@return the file of a key; null if it is not said, or not right, which is noted} */
    static @Nullable Path of(Section s, String key) {
        if (!s.has(key)) {
            return null;
        }
        String text = s.text(key);
        try {
            Path file = Path.of(text);
            if (Files.isRegularFile(file) && Files.isReadable(file)) {
                return file;
            }
        } catch (InvalidPathException e) {
            // As little a file as one that is not there.
        }
        s.refuse(key, "must be a file that can be read, not " + Quoted.of(text) + ".");
        return null;
    }
}
