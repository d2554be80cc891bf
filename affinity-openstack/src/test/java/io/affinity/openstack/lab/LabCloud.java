// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.lab;

import io.affinity.openstack.settings.CloudAccess;
import io.affinity.openstack.settings.Credentials;
import io.affinity.openstack.settings.Credentials.Named;
import io.affinity.openstack.settings.Secret;
import java.net.URI;

/** The cloud of a lab, as its administrator. */
public final class LabCloud {

    private LabCloud() {}

    public static CloudAccess access(OpenStackLab lab) {
        return CloudAccess.of(
                URI.create(lab.fact("OS_AUTH_URL")),
                new Credentials.Password(
                        Named.of(lab.fact("OS_USERNAME"), lab.fact("OS_USER_DOMAIN_NAME")),
                        Secret.of(lab.fact("OS_PASSWORD")),
                        new Credentials.Scope.Project(
                                Named.of(lab.fact("OS_PROJECT_NAME"), lab.fact("OS_PROJECT_DOMAIN_NAME")))));
    }
}
