// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.output;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A text file that is written whole or not at all: a failure or a crash leaves what was there before. It is on the disk when writing
 * it returns. UTF-8. Two are equal if they are the same file.
 */
public final class OutputFile {

    private final Path named;
    private final Path file;

    private OutputFile(Path named, Path file) {
        this.named = named;
        this.file = file;
    }

    /** What is written. */
    @FunctionalInterface
    public interface Content {
        void writeTo(Writer out) throws IOException;
    }

    /**
     * {@return the file at this path, which may exist}
     *
     * @throws IOException if it cannot be written; the message is one line that names it and says why
     */
    public static OutputFile at(Path named) throws IOException {
        Path absolute = named.toAbsolutePath().normalize();
        Path folder = absolute.getParent();
        if (Files.isDirectory(absolute) || folder == null) {
            throw new IOException("The output (" + named + ") is a folder; it must be a file.");
        }
        if (!Files.isDirectory(folder)) {
            throw new IOException("The folder of the output (" + named + ") does not exist; create it first.");
        }
        // A link stays a link: the file behind it is replaced.
        OutputFile output = new OutputFile(named, Files.isRegularFile(absolute) ? absolute.toRealPath() : absolute);
        output.requireWritable();
        return output;
    }

    private void requireWritable() throws IOException {
        try {
            if (isReplaceable()) {
                DraftFile.at(file).close();
            } else if (!Files.isWritable(file)) {
                throw new FileSystemException(named.toString(), null, "no permission");
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /**
     * Writes the file.
     *
     * @throws IOException if that fails; the message is one line that names the file and says why
     */
    public void write(Content content) throws IOException {
        try {
            if (isReplaceable()) {
                replace(content);
            } else {
                writeTo(file, content);
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private void replace(Content content) throws IOException {
        try (DraftFile draft = DraftFile.at(file)) {
            Writer out = new BufferedWriter(draft.writer());
            content.writeTo(out);
            out.flush();
            draft.replaceFile();
        }
    }

    private static void writeTo(Path target, Content content) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(target, StandardCharsets.UTF_8, StandardOpenOption.WRITE)) {
            content.writeTo(out);
        }
    }

    /** A device such as {@code /dev/stdout} must be written to, not replaced by a file. */
    private boolean isReplaceable() {
        return !Files.exists(file) || Files.isRegularFile(file);
    }

    private IOException unwritable(IOException e) {
        return new IOException("The output (" + named + ") cannot be written: " + reason(e) + ".", e);
    }

    /** {@return why a file cannot be used, in words: what some exceptions say of themselves is only the name of the file} */
    public static String reason(IOException e) {
        if (e instanceof FileSystemException problem) {
            return problem.getReason() == null ? e.getClass().getSimpleName() : problem.getReason();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OutputFile that && file.equals(that.file);
    }

    @Override
    public int hashCode() {
        return Objects.hash(file);
    }

    /** {@return the path as it was given} */
    @Override
    public String toString() {
        return named.toString();
    }
}
