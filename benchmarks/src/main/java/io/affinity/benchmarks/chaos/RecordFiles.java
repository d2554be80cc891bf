// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos;

import io.affinity.benchmarks.chaos.disk.Troubles;
import io.affinity.benchmarks.chaos.disk.VirtualProcess;
import io.affinity.benchmarks.chaos.world.Fault;
import io.affinity.benchmarks.chaos.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The files of the demand record, which go by and by: two with each new day at most, whatever the clock says. Not thread-safe. */
final class RecordFiles {

    private static final String PREFIX = "demand-";
    private static final int OLD = 8;
    private static final int MOST_GONE = 2;

    private final World world;
    private final int controllers;
    private int jumps;
    private Set<String> before = Set.of();

    RecordFiles(World world) {
        this.world = world;
        this.controllers = world.has(Fault.LOST_LOCK) ? 2 : 1;
    }

    /** There are some from when more was kept. */
    void begin() throws IOException {
        VirtualProcess somebody = world.disk().process(Troubles.NONE);
        LocalDate today = LocalDate.ofInstant(world.time().instant(), ZoneOffset.UTC);
        Files.createDirectories(somebody.path(World.FOLDER.toString()));
        for (int back = 1; back <= OLD; back++) {
            Files.createFile(file(somebody, PREFIX + today.minusDays(back) + ".txt"));
        }
        world.disk().writeBack();
        somebody.kill();
        before = names();
    }

    private static Path file(VirtualProcess process, String name) {
        return process.path(World.FOLDER + "/" + name);
    }

    private Set<String> names() {
        return world.disk().names(World.FOLDER).stream()
                .filter(name -> name.startsWith(PREFIX))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** To be asked more often than there are days, by the clock on the wall. */
    void look() {
        Set<String> now = names();
        Set<String> gone = new TreeSet<>(before);
        gone.removeAll(now);
        // A clock that jumps begins several days, and two controllers begin each of them twice.
        int days = 1 + world.time().jumps() - jumps;
        jumps = world.time().jumps();
        if (gone.size() > MOST_GONE * controllers * days) {
            world.witness().violated("of the demand record, all at once is gone: " + gone);
        }
        before = now;
    }

    /** Somebody removes them all. */
    void remove() throws IOException {
        VirtualProcess somebody = world.disk().process(Troubles.NONE);
        for (String name : names()) {
            Files.deleteIfExists(file(somebody, name));
        }
        somebody.kill();
        before = Set.of();
    }
}
