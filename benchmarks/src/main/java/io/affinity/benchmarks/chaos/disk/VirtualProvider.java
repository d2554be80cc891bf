// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos.disk;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@link java.nio.file.Files} calls for the files of one process. */
final class VirtualProvider extends FileSystemProvider {

    private final VirtualProcess process;

    VirtualProvider(VirtualProcess process) {
        this.process = process;
    }

    private VirtualDisk disk() {
        return process.disk();
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        return newFileChannel(path, options, attributes);
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        process.requireAlive();
        Path file = path.toAbsolutePath();
        Names own = disk().folders().get(file.toString());
        if (own != null) {
            return new VirtualChannel(process, file, new FileNode(), own::force, true, false, false);
        }
        boolean appends = options.contains(StandardOpenOption.APPEND);
        boolean writes = appends || options.contains(StandardOpenOption.WRITE);
        FileNode node = writes ? nodeToWrite(file, options) : existing(file);
        if (writes && options.contains(StandardOpenOption.TRUNCATE_EXISTING) && node.size() > 0) {
            process.change(() -> node.truncate(0));
        }
        boolean reads = !writes || options.contains(StandardOpenOption.READ);
        return new VirtualChannel(process, file, node, node::force, reads, writes, appends);
    }

    private FileNode existing(Path file) throws IOException {
        process.reading();
        FileNode node = disk().node(file);
        if (node == null) {
            throw new NoSuchFileException(file.toString());
        }
        return node;
    }

    private FileNode nodeToWrite(Path file, Set<? extends OpenOption> options) throws IOException {
        FileNode node = disk().node(file);
        boolean mustBeNew = options.contains(StandardOpenOption.CREATE_NEW);
        if (node != null && !mustBeNew) {
            return node;
        } else if (node != null) {
            throw new FileAlreadyExistsException(file.toString());
        } else if (!mustBeNew && !options.contains(StandardOpenOption.CREATE)) {
            throw new NoSuchFileException(file.toString());
        }
        FileNode made = new FileNode();
        Names folder = folderOf(file);
        if (disk().room() == 0) {
            throw VirtualProcess.noRoom(file);
        }
        process.change(() -> folder.put(name(file), made));
        return made;
    }

    private Names folderOf(Path file) throws IOException {
        Names names = disk().folders().get(String.valueOf(file.getParent()));
        if (names == null) {
            throw new NoSuchFileException(file.toString());
        }
        return names;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        process.reading();
        Names names = disk().folders().get(folder.toAbsolutePath().toString());
        if (names == null) {
            throw disk().node(folder.toAbsolutePath()) == null
                    ? new NoSuchFileException(folder.toString())
                    : new NotDirectoryException(folder.toString());
        }
        List<Path> found = new ArrayList<>();
        for (String name : names.now().keySet()) {
            Path file = folder.resolve(name);
            if (filter.accept(file)) {
                found.add(file);
            }
        }
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                return found.iterator();
            }

            @Override
            public void close() {
                // Nothing is held.
            }
        };
    }

    /** What folders there are is never lost: that of a state folder is made once. */
    @Override
    public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
        String name = folder.toAbsolutePath().toString();
        if (disk().isFolder(folder.toAbsolutePath()) || disk().node(folder.toAbsolutePath()) != null) {
            throw new FileAlreadyExistsException(name);
        }
        if (!disk().isFolder(folder.toAbsolutePath().getParent())) {
            throw new NoSuchFileException(name);
        }
        process.change(() -> disk().folders().put(name, new Names()));
    }

    @Override
    public void delete(Path path) throws IOException {
        Path file = path.toAbsolutePath();
        if (disk().isFolder(file)) {
            throw new DirectoryNotEmptyException(file.toString());
        }
        process.requireAlive();
        if (disk().node(file) == null) {
            throw new NoSuchFileException(file.toString());
        }
        Names folder = folderOf(file);
        process.change(() -> folder.remove(name(file)));
    }

    @Override
    public void move(Path from, Path to, CopyOption... options) throws IOException {
        Path old = from.toAbsolutePath();
        Path file = to.toAbsolutePath();
        process.requireAlive();
        if (disk().node(old) == null) {
            throw new NoSuchFileException(old.toString());
        }
        boolean replaces = List.of(options).contains(StandardCopyOption.REPLACE_EXISTING)
                || List.of(options).contains(StandardCopyOption.ATOMIC_MOVE);
        if (!replaces && disk().node(file) != null) {
            throw new FileAlreadyExistsException(file.toString());
        }
        Names folder = folderOf(file);
        if (!folder.equals(folderOf(old))) {
            throw new FileSystemException(old.toString(), file.toString(), "another folder");
        }
        process.change(() -> folder.rename(name(old), name(file)));
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        readAttributes(path, BasicFileAttributes.class);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        process.requireAlive();
        Path file = path.toAbsolutePath();
        FileNode node = disk().node(file);
        boolean isFolder = disk().isFolder(file);
        if (node == null && !isFolder) {
            throw new NoSuchFileException(file.toString());
        }
        return type.cast(new VirtualAttributes(isFolder, node == null ? 0 : node.size()));
    }

    @Override
    public boolean isSameFile(Path one, Path other) {
        return one.toAbsolutePath().equals(other.toAbsolutePath());
    }

    @Override
    public boolean isHidden(Path path) {
        return false;
    }

    @Override
    public String getScheme() {
        return "virtual";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> settings) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Path getPath(URI uri) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void copy(Path from, Path to, CopyOption... options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileStore getFileStore(Path path) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <V extends FileAttributeView> @Nullable V getFileAttributeView(
            Path path, Class<V> type, LinkOption... options) {
        return null;
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) {
        throw new UnsupportedOperationException();
    }
}
