// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.migration;

import io.affinity.openstack.compute.MigrationRecord;
import io.affinity.openstack.compute.Nova;
import io.affinity.openstack.http.ApiException;
import io.affinity.spi.migration.Migration;
import org.jspecify.annotations.Nullable;

/**
 * The record of one request. Nova makes it up to half a second after it has accepted the request, and does not say which it is: it is the newest of the
 * server that is newer than all there were before, asked for by the same user, and has no other target.
 */
final class OwnRecord {

    private final Nova nova;
    private final Migration migration;
    private final long before;
    private final String userId;
    private long id;

    /**
     * @param before the newest record of the server before the request; zero if there was none
     * @param userId who has asked
     */
    OwnRecord(Nova nova, Migration migration, long before, String userId) {
        this.nova = nova;
        this.migration = migration;
        this.before = before;
        this.userId = userId;
    }

    /** {@return the record as it is now, with its progress while it goes on; null if there is none yet, or none any more} */
    @Nullable
    MigrationRecord read() throws ApiException {
        MigrationRecord record = id == 0 ? null : nova.underWay(migration.vm().value(), id);
        return record == null ? fromList() : record;
    }

    private @Nullable MigrationRecord fromList() throws ApiException {
        for (MigrationRecord record : nova.migrations(migration.vm().value())) {
            if (id == 0 ? isOurs(record) : record.id() == id) {
                id = record.id();
                return record;
            }
        }
        return null;
    }

    /** {@return its id; zero before it was found} */
    long id() {
        return id;
    }

    private boolean isOurs(MigrationRecord record) {
        boolean isTarget = record.target() == null
                || record.target().equals(migration.target().value());
        boolean isUser =
                record.userId().isEmpty() || userId.isEmpty() || record.userId().equals(userId);
        return record.id() > before && isTarget && isUser;
    }
}
