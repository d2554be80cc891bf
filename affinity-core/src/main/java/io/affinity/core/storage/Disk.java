// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Through which all files of this package are changed, so that tests can have one that fills up or forgets. Thread-safe. */
interface Disk {

    /** The one of the machine. */
    Disk LOCAL = new Disk() {
        @Override
        public FileChannel open(Path file, OpenOption... how) throws IOException {
            return FileChannel.open(file, how);
        }

        @Override
        public void move(Path from, Path to) throws IOException {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }

        @Override
        public void delete(Path file) throws IOException {
            Files.deleteIfExists(file);
        }

        @Override
        public void forceNameOf(Path file) throws IOException {
            Path folder = file.toAbsolutePath().getParent();
            // Some systems cannot open a folder, and keep names in order instead.
            if (folder != null
                    && folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                    channel.force(true);
                }
            }
        }
    };

    FileChannel open(Path file, OpenOption... how) throws IOException;

    /** Renames a file over whatever has that name, at once or not at all. */
    void move(Path from, Path to) throws IOException;

    /** Deletes a file, if it is there. */
    void delete(Path file) throws IOException;

    /** Has the disk keep the name of this file: a file is found after a crash only if its folder is on the disk, too. */
    void forceNameOf(Path file) throws IOException;

    /**
     * Writes a file whole or not at all, whatever the point at which this stops: what was there before stays until the end.
     *
     * @param draft beside it, in place of whatever an earlier attempt left there
     */
    default void replace(Path file, Path draft, byte[] content) throws IOException {
        try {
            try (FileChannel channel = open(
                    draft, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                write(channel, 0, content);
                channel.force(true);
            }
            move(draft, file);
        } catch (IOException e) {
            suppressing(e, () -> delete(draft));
            throw e;
        }
        forceNameOf(file);
    }

    /** Adds to a file that ends here; what cannot be written whole is taken back, for the next must not be glued to it. */
    static void append(FileChannel channel, long end, byte[] content) throws IOException {
        try {
            write(channel, end, content);
        } catch (IOException e) {
            suppressing(e, () -> channel.truncate(end));
            throw e;
        }
    }

    private static void write(FileChannel channel, long position, byte[] content) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
            channel.write(bytes, position + bytes.position());
        }
    }

    /** Tidies up after a failure, which stays the one that is told. */
    static void suppressing(IOException failure, Tidying tidying) {
        try {
            tidying.run();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** What may fail as well. */
    interface Tidying {
        void run() throws IOException;
    }
}
