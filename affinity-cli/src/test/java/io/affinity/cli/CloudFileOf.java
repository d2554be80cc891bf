// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import io.affinity.openstack.lab.OpenStackLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the files that name the cloud of a lab. */
final class CloudFileOf {

    private CloudFileOf() {}

    /** {@return a cluster file in a folder, beside a clouds.yaml} */
    static Path lab(OpenStackLab lab, Path folder, String rest) throws IOException {
        Path clouds = Files.writeString(
                folder.resolve("clouds.yaml"),
                "clouds:\n  lab:\n    auth: {auth_url: '" + lab.fact("OS_AUTH_URL") + "', username: "
                        + lab.fact("OS_USERNAME") + ", password: " + lab.fact("OS_PASSWORD") + ", project_name: "
                        + lab.fact("OS_PROJECT_NAME") + ", user_domain_name: " + lab.fact("OS_USER_DOMAIN_NAME")
                        + ", project_domain_name: " + lab.fact("OS_PROJECT_DOMAIN_NAME") + "}\n    region_name: "
                        + lab.fact("OS_REGION_NAME") + "\n");
        return Files.writeString(
                folder.resolve("affinity.yaml"),
                "cluster: {kind: openstack, cloud: lab, clouds-file: " + clouds + "}\nstate: " + folder.resolve("state")
                        + "\n" + rest);
    }
}
