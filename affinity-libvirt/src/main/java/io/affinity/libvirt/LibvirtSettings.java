// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt;

import io.affinity.libvirt.settings.ConnectionLimits;
import io.affinity.libvirt.settings.MigratorSettings;
import io.affinity.libvirt.settings.TelemetrySettings;
import java.util.List;

/**
 * How hosts are waited for, observed and migrated between. Immutable.
 *
 * @param connection how long a host is waited for
 * @param telemetry how hosts are observed; its shared paths must be those of the migrator
 * @param migrator how migrations are carried out
 */
public record LibvirtSettings(ConnectionLimits connection, TelemetrySettings telemetry, MigratorSettings migrator) {

    /** The default of each part. */
    public static final LibvirtSettings DEFAULT =
            new LibvirtSettings(ConnectionLimits.DEFAULT, TelemetrySettings.DEFAULT, MigratorSettings.DEFAULT);

    public LibvirtSettings {
        if (!telemetry.sharedPaths().equals(migrator.sharedPaths())) {
            throw new IllegalArgumentException("The shared paths of the telemetry (" + telemetry.sharedPaths()
                    + ") and of the migrator (" + migrator.sharedPaths()
                    + ") must be the same. Maybe withSharedPaths is meant.");
        }
    }

    /** {@return the same with other limits of connections} */
    public LibvirtSettings withConnection(ConnectionLimits limits) {
        return new LibvirtSettings(limits, telemetry, migrator);
    }

    /**
     * {@return the same with folders that all hosts see alike: disks below them tie no VM to its host, and are not copied}
     *
     * @param paths each beginning with a slash
     */
    public LibvirtSettings withSharedPaths(List<String> paths) {
        return new LibvirtSettings(
                connection,
                telemetry.toBuilder().sharedPaths(paths).build(),
                migrator.toBuilder().sharedPaths(paths).build());
    }
}
