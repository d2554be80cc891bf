// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos.disk;

import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import org.jspecify.annotations.Nullable;

/** A path of a virtual disk; its words are those of an ordinary path. */
final class VirtualPath implements Path {

    private final VirtualFileSystem files;
    private final Path words;

    VirtualPath(VirtualFileSystem files, Path words) {
        this.files = files;
        this.words = words;
    }

    private Path of(Path other) {
        return new VirtualPath(files, other);
    }

    private @Nullable Path orNull(@Nullable Path other) {
        return other == null ? null : of(other);
    }

    private static Path wordsOf(Path other) {
        return other instanceof VirtualPath path ? path.words : other;
    }

    @Override
    public FileSystem getFileSystem() {
        return files;
    }

    @Override
    public boolean isAbsolute() {
        return words.isAbsolute();
    }

    @Override
    public @Nullable Path getRoot() {
        return orNull(words.getRoot());
    }

    @Override
    public @Nullable Path getFileName() {
        return orNull(words.getFileName());
    }

    @Override
    public @Nullable Path getParent() {
        return orNull(words.getParent());
    }

    @Override
    public int getNameCount() {
        return words.getNameCount();
    }

    @Override
    public Path getName(int index) {
        return of(words.getName(index));
    }

    @Override
    public Path subpath(int begin, int end) {
        return of(words.subpath(begin, end));
    }

    @Override
    public boolean startsWith(Path other) {
        return words.startsWith(wordsOf(other));
    }

    @Override
    public boolean endsWith(Path other) {
        return words.endsWith(wordsOf(other));
    }

    @Override
    public Path normalize() {
        return of(words.normalize());
    }

    @Override
    public Path resolve(Path other) {
        return of(words.resolve(wordsOf(other)));
    }

    @Override
    public Path relativize(Path other) {
        return of(words.relativize(wordsOf(other)));
    }

    @Override
    public URI toUri() {
        return URI.create("virtual:" + words);
    }

    @Override
    public Path toAbsolutePath() {
        return of(Path.of("/").resolve(words));
    }

    @Override
    public Path toRealPath(LinkOption... options) {
        return toAbsolutePath().normalize();
    }

    @Override
    public WatchKey register(WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int compareTo(Path other) {
        return words.compareTo(wordsOf(other));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VirtualPath path && files == path.files && words.equals(path.words);
    }

    @Override
    public int hashCode() {
        return words.hashCode();
    }

    @Override
    public String toString() {
        return words.toString();
    }
}
