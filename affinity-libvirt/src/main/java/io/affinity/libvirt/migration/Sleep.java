// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.migration;

import java.time.Duration;

/** Has the calling thread do nothing for a while; an interruption ends that early and stays noted. */
@FunctionalInterface
interface Sleep {
    void sleep(Duration duration);
}
