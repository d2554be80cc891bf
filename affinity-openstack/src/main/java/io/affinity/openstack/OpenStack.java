// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack;

import io.affinity.openstack.http.Caller;
import io.affinity.openstack.settings.CloudAccess;

/**
 * A cloud of OpenStack: what is seen of its hypervisors and servers, and live migrations between them.
 */
public final class OpenStack {

    private final Caller caller;

    private OpenStack(Caller caller) {
        this.caller = caller;
    }

    /** {@return the cloud at this address; nothing is asked yet} */
    public static OpenStack connect(CloudAccess access, OpenStackSettings settings) {
        Caller caller = new Caller(settings.calls(), access.authority());
        return new OpenStack(caller);
    }

    /** {@return how many calls of its services were begun so far} */
    public long calls() {
        return caller.calls();
    }
}
