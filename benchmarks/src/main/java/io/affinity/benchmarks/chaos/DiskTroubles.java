// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos;

import io.affinity.benchmarks.chaos.disk.Death;
import io.affinity.benchmarks.chaos.disk.Troubles;
import io.affinity.benchmarks.chaos.world.Fault;
import io.affinity.benchmarks.chaos.world.World;
import java.io.IOException;
import java.time.Duration;

/** What goes wrong with the disk of a controller in a world. */
final class DiskTroubles implements Troubles {

    private final World world;
    private boolean dies;
    private boolean fails;

    DiskTroubles(World world) {
        this.world = world;
    }

    @Override
    public int before(int bytes) {
        dies = world.happens(Fault.DEATH, 150);
        fails = !dies && world.happens(Fault.DISK_ERROR, 40);
        if (world.happens(Fault.DISK_SLOW, 60)) {
            world.pass(Duration.ofSeconds(world.random().nextInt(1, 400)));
        }
        return dies || fails ? world.random().nextInt(bytes + 1) : bytes;
    }

    @Override
    public void after() throws IOException {
        if (dies) {
            throw new Death("killed while it wrote");
        }
        if (fails) {
            throw new IOException("Input/output error");
        }
    }

    @Override
    public void reading() throws IOException {
        if (world.happens(Fault.DISK_ERROR, 400)) {
            throw new IOException("Input/output error");
        }
    }
}
