// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import io.affinity.openstack.OpenStack;
import io.affinity.openstack.settings.Secret;
import io.affinity.sources.prometheus.settings.TokenSource;

/** The tokens that the cloud itself is asked with. */
record CloudTokens(OpenStack cloud) implements TokenSource {

    @Override
    public String token() {
        return cloud.token().reveal();
    }

    @Override
    public void refused(String token) {
        cloud.refused(Secret.of(token));
    }
}
