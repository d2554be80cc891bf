// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.migration;

import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;

/** The relocation of one VM from the host it runs on to another one. */
public record Migration(VmId vm, HostId source, HostId target) {

    public Migration {
        if (source.equals(target)) {
            throw new IllegalArgumentException(
                    "The target (" + target + ") of the migration of VM " + vm + " must not be its source.");
        }
    }
}
