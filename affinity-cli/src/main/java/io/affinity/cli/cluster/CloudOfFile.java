// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import io.affinity.cli.config.CloudSection;
import io.affinity.cli.config.ClusterFile;
import io.affinity.cli.config.ConfigException;
import io.affinity.openstack.OpenStack;
import io.affinity.openstack.settings.CloudAccess;
import io.affinity.openstack.settings.Clouds;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The cloud that a cluster file names, with the credentials of the user who runs the program. */
final class CloudOfFile {

    private CloudOfFile() {}

    /**
     * {@return the cloud of a file, which is not asked yet; null if it names none}
     *
     * @throws ConfigException if it is not known where the cloud is, or who asks it
     */
    static @Nullable OpenStack of(ClusterFile file) {
        CloudSection section = file.cloud();
        if (section == null) {
            return null;
        }
        try {
            return OpenStack.connect(
                    access(section), section.settings(file.migrator().settling()), Clock.systemUTC());
        } catch (IllegalArgumentException e) {
            throw new ConfigException("cluster: " + e.getMessage(), e);
        }
    }

    private static CloudAccess access(CloudSection section) {
        Path clouds = section.cloudsFile();
        if (clouds != null) {
            return Clouds.file(clouds, Objects.requireNonNull(section.cloud()));
        }
        Map<String, String> environment = System.getenv();
        Path home = Path.of(System.getProperty("user.home", ""));
        return Clouds.find(section.cloud(), environment, home, Path.of(""));
    }
}
