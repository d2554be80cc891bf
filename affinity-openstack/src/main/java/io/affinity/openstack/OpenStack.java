// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack;

import io.affinity.openstack.compute.Nova;
import io.affinity.openstack.compute.Placement;
import io.affinity.openstack.http.Caller;
import io.affinity.openstack.identity.Session;
import io.affinity.openstack.migration.NovaMigrator;
import io.affinity.openstack.settings.CloudAccess;
import io.affinity.spi.migration.Migrator;

/**
 * A cloud of OpenStack: what is seen of its hypervisors and servers, and live migrations between them.
 */
public final class OpenStack {

    private final Caller caller;
    private final NovaMigrator migrator;

    private OpenStack(Caller caller, NovaMigrator migrator) {
        this.caller = caller;
        this.migrator = migrator;
    }

    /** {@return the cloud at this address; nothing is asked yet} */
    public static OpenStack connect(CloudAccess access, OpenStackSettings settings) {
        Caller caller = new Caller(settings.calls(), access.authority());
        Session session = new Session(access, caller, System::nanoTime);
        Nova nova = new Nova(session);
        return new OpenStack(caller, new NovaMigrator(session, nova, new Placement(session), settings.migrator()));
    }

    /** {@return what carries migrations out} */
    public Migrator migrator() {
        return migrator;
    }

    /** {@return how many calls of its services were begun so far} */
    public long calls() {
        return caller.calls();
    }
}
