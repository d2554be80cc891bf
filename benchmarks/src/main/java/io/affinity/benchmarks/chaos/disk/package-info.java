/**
 * A disk in memory that does to files what disks do to them: it forgets what was not forced when the power fails, tears what is being
 * written, fills up, fails and is slow; and processes on it that end at any write. Code under test sees ordinary paths and channels, so
 * nothing in it is replaced. Entry type: {@link io.affinity.benchmarks.chaos.disk.VirtualDisk}.
 */
@NullMarked
package io.affinity.benchmarks.chaos.disk;

import org.jspecify.annotations.NullMarked;
