// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos.disk;

import java.util.Arrays;

/** Bytes of a file, which grow. Not thread-safe. */
final class Content {

    private byte[] bytes = new byte[256];
    private int size;

    int size() {
        return size;
    }

    /** {@return the bytes of memory that it takes} */
    int held() {
        return bytes.length;
    }

    void write(long position, byte[] from, int count) {
        int at = Math.toIntExact(position);
        int end = at + count;
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(end, bytes.length * 2));
        }
        System.arraycopy(from, 0, bytes, at, count);
        size = Math.max(size, end);
    }

    void truncate(long newSize) {
        if (newSize < size) {
            // What is written beyond it later must not uncover what was there.
            Arrays.fill(bytes, (int) newSize, size, (byte) 0);
            size = (int) newSize;
        }
    }

    /** {@return how many bytes were copied; -1 at the end} */
    int read(long position, byte[] to, int count) {
        if (position >= size) {
            return -1;
        }
        int length = (int) Math.min(count, size - position);
        System.arraycopy(bytes, (int) position, to, 0, length);
        return length;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    Content copy() {
        Content copy = new Content();
        copy.write(0, bytes, size);
        return copy;
    }
}
