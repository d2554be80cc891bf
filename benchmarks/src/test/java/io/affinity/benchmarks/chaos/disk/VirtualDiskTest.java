// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class VirtualDiskTest {

    private final VirtualDisk disk = new VirtualDisk();
    private final VirtualProcess process = disk.process(Troubles.NONE);
    private final Path file = process.path("/file");

    private static void write(Path file, String text, boolean isForced) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
            if (isForced) {
                channel.force(true);
            }
        }
    }

    private void forceNames() throws IOException {
        try (FileChannel folder = FileChannel.open(process.path("/"), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    @Test
    void whatWasWrittenIsReadByAllAtOnce() throws IOException {
        write(file, "abc", false);

        assertThat(Files.readString(disk.process(Troubles.NONE).path("/file"))).isEqualTo("abc");
        assertThat(disk.used()).isEqualTo(3);
        assertThat(disk.forced(Path.of("/"), "file")).isEmpty();
    }

    @Test
    void whatIsForcedWithItsNameSurvivesAndWhatIsNotMayBeThereInPart() throws IOException {
        write(file, "forced", true);
        forceNames();
        Set<String> found = new HashSet<>();
        for (int seed = 0; seed < 200; seed++) {
            VirtualDisk other = new VirtualDisk();
            VirtualProcess writer = other.process(Troubles.NONE);
            Path path = writer.path("/file");
            write(path, "forced", true);
            try (FileChannel folder = FileChannel.open(writer.path("/"), StandardOpenOption.READ)) {
                folder.force(true);
            }
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap("more".getBytes(StandardCharsets.UTF_8)), 6);
            }
            other.losePower(new SplittableRandom(seed));
            found.add(Files.readString(other.process(Troubles.NONE).path("/file")));
        }

        assertThat(found).allMatch(text -> text.startsWith("forced")).contains("forced", "forcedmore", "forcedmo");
        assertThat(found).anyMatch(text -> text.contains("\0"));
    }

    @Test
    void aNameThatIsNotForcedMayBeGoneOrThere() throws IOException {
        Set<Boolean> there = new HashSet<>();
        for (int seed = 0; seed < 50; seed++) {
            VirtualDisk other = new VirtualDisk();
            write(other.process(Troubles.NONE).path("/file"), "forced", true);
            other.losePower(new SplittableRandom(seed));
            there.add(Files.exists(other.process(Troubles.NONE).path("/file")));
        }

        assertThat(there).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void aRenamedFileHasOneNameOrTheOther() throws IOException {
        for (int seed = 0; seed < 50; seed++) {
            VirtualDisk other = new VirtualDisk();
            VirtualProcess writer = other.process(Troubles.NONE);
            write(writer.path("/old"), "text", true);
            other.writeBack();
            Files.move(writer.path("/old"), writer.path("/new"), StandardCopyOption.ATOMIC_MOVE);
            other.losePower(new SplittableRandom(seed));

            assertThat(other.names(Path.of("/"))).hasSize(1);
        }
    }

    @Test
    void aLockGoesWithItsProcessAndWithAnyOfItsChannelsOnThatFile() throws IOException {
        FileChannel own = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        assertThat(own.tryLock()).isNotNull();
        VirtualProcess other = disk.process(Troubles.NONE);
        FileChannel others = FileChannel.open(other.path("/file"), StandardOpenOption.WRITE);

        assertThatThrownBy(
                        () -> FileChannel.open(file, StandardOpenOption.WRITE).tryLock())
                .isInstanceOf(OverlappingFileLockException.class);
        assertThat(others.tryLock()).isNull();

        FileChannel.open(file, StandardOpenOption.READ).close();
        assertThat(others.tryLock()).isNotNull();
        other.kill();
        assertThat(own.tryLock()).isNotNull();
    }

    @Test
    void aFullDiskTakesWhatFitsAndFails() throws IOException {
        disk.setCapacity(4);

        assertThatThrownBy(() -> write(file, "abcdef", false))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("No space left");
        assertThat(Files.readString(file)).isEqualTo("abcd");
    }

    @Test
    void whoIsDeadChangesNothing() throws IOException {
        write(file, "abc", true);
        process.kill();

        assertThatThrownBy(() -> write(file, "xyz", true)).isInstanceOf(Death.class);
        assertThatThrownBy(() -> Files.delete(file)).isInstanceOf(Death.class);
        assertThat(Files.readString(disk.process(Troubles.NONE).path("/file"))).isEqualTo("abc");
    }

    @Test
    void whatIsNotThereIsToldAsUsual() {
        assertThatThrownBy(() -> Files.readString(file)).isInstanceOf(NoSuchFileException.class);
        assertThat(Files.exists(file)).isFalse();
        assertThat(Files.isDirectory(process.path("/"))).isTrue();
    }
}
