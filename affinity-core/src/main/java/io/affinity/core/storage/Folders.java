package io.affinity.core.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The names of files, which are on the disk only once their folder is. */
final class Folders {

    private Folders() {}

    /** Has the disk keep the name of this file; some systems cannot open a folder, and keep names in order instead. */
    static void force(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null
                && folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
