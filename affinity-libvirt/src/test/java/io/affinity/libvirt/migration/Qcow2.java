// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.migration;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Writes disk images that tell only what differs from another image: version 2 of QEMU's format (docs/interop/qcow2.txt of
 * its sources). So that a lab needs no further package.
 */
final class Qcow2 {

    static final int CLUSTER = 1 << 16;

    /** Of an entry of a table: nothing else refers to that cluster. */
    private static final long OWN = 1L << 63;

    private static final int NAME_AT = 96;

    private Qcow2() {}

    /** Writes an image that does not differ. */
    static void write(Path file, String base, long bytes) throws IOException {
        Files.write(file, tables(base, bytes, 5).array());
    }

    /** Writes an image whose first cluster differs, as it is full of {@code letter}. */
    static void write(Path file, String base, long bytes, byte letter) throws IOException {
        byte[] image =
                tables(base, bytes, 6).putLong(4 * CLUSTER, OWN | 5 * CLUSTER).array();
        Arrays.fill(image, 5 * CLUSTER, 6 * CLUSTER, letter);
        Files.write(file, image);
    }

    /** One cluster each: header, table of counts, counts, first table, second table, and perhaps data. */
    private static ByteBuffer tables(String base, long bytes, int clusters) {
        byte[] name = base.getBytes(StandardCharsets.UTF_8);
        ByteBuffer image = ByteBuffer.allocate(clusters * CLUSTER);
        image.putInt(0x514649fb).putInt(2).putLong(NAME_AT).putInt(name.length);
        image.putInt(Integer.numberOfTrailingZeros(CLUSTER)).putLong(bytes).putInt(0);
        image.putInt(1).putLong(3L * CLUSTER).putLong(CLUSTER).putInt(1);
        // An extension, for QEMU trusts no image that does not say what its base is.
        image.position(72).putInt(0xe2792aca).putInt(3).put("raw".getBytes(StandardCharsets.UTF_8));
        image.position(NAME_AT).put(name);
        image.putLong(CLUSTER, 2L * CLUSTER);
        for (int i = 0; i < clusters; i++) {
            image.putShort(2 * CLUSTER + 2 * i, (short) 1);
        }
        return image.putLong(3 * CLUSTER, OWN | 4 * CLUSTER);
    }
}
