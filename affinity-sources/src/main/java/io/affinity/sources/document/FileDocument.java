// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.document;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/** A file, read again when its time of change, its size or its place on disk is another. */
final class FileDocument implements Document {

    private final Path file;
    private @Nullable Seen last;

    private record Seen(FileTime time, long size, @Nullable Object key) {}

    FileDocument(Path file) {
        this.file = file;
    }

    @Override
    public String place() {
        return file.toString();
    }

    @Override
    public @Nullable String readIfChanged() throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                throw new IOException("it is no file");
            }
            Seen now = new Seen(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
            if (now.equals(last)) {
                return null;
            }
            try (InputStream in = Files.newInputStream(file)) {
                String text = Utf8.text(in);
                last = now;
                return text;
            }
        } catch (NoSuchFileException e) {
            throw new IOException("there is no such file", e);
        } catch (AccessDeniedException e) {
            throw new IOException("it must not be read", e);
        }
    }
}
