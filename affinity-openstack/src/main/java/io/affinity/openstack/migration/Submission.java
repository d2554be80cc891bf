// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.migration;

import io.affinity.openstack.compute.MigrationRecord;
import io.affinity.openstack.compute.Nova;
import io.affinity.openstack.http.ApiException;
import io.affinity.openstack.identity.Session;
import io.affinity.spi.migration.Migration;
import java.util.List;

/** Asks Nova for a migration, once. What was heard of it is never sent again. */
final class Submission {

    private final Nova nova;
    private final Session session;

    Submission(Nova nova, Session session) {
        this.nova = nova;
        this.session = session;
    }

    /**
     * A request that Nova has got, or may have got.
     *
     * @param id by which its steps are found; empty where it was not told
     * @param isCertain whether Nova has said that it accepts it
     */
    record Request(OwnRecord record, String id, boolean isCertain) {}

    /** @throws ApiException if Nova has certainly not accepted it */
    Request send(Migration migration) throws ApiException {
        String vm = migration.vm().value();
        List<MigrationRecord> before = nova.migrations(vm);
        OwnRecord record = new OwnRecord(
                nova, migration, before.isEmpty() ? 0 : before.get(0).id(), session.userId());
        try {
            return new Request(record, nova.migrate(vm, migration.target().value()), true);
        } catch (ApiException e) {
            if (e.kind() == ApiException.Kind.NO_ANSWER || e.kind() == ApiException.Kind.UNAVAILABLE) {
                return new Request(record, "", false);
            }
            throw e;
        }
    }
}
