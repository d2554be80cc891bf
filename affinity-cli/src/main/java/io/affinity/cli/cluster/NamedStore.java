// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import io.affinity.cli.config.SourceSection;
import io.affinity.openstack.OpenStack;
import io.affinity.sources.Sources;
import io.affinity.sources.prometheus.PrometheusDemand;
import io.affinity.sources.prometheus.settings.PrometheusSettings;
import io.affinity.sources.prometheus.settings.StoreAccess.Credentials;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A metrics store of a file, asked by whom the file says. */
final class NamedStore {

    private NamedStore() {}

    /**
     * {@return the demand that it knows; nothing is asked yet}
     *
     * @param cloud of the file; null if it names none
     */
    static PrometheusDemand of(SourceSection store, @Nullable OpenStack cloud, Clock clock) {
        PrometheusSettings settings = store.settings();
        if (store.isOfCloud()) {
            OpenStack asked = Objects.requireNonNull(cloud, "A file with Aetos and no cloud is refused.");
            settings = settings.withAccess(
                    settings.access().withCredentials(new Credentials.KeystoneToken(new CloudTokens(asked))));
        }
        return Sources.prometheus(settings, clock);
    }
}
