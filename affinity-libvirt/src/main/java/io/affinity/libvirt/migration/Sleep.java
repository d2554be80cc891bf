package io.affinity.libvirt.migration;

import java.time.Duration;

/** How to let time pass. */
@FunctionalInterface
interface Pause {
    void pause(Duration duration);
}
