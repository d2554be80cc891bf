// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.compute;

import io.affinity.openstack.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * What Nova keeps of one migration.
 *
 * @param id grows with each
 * @param type such as live-migration
 * @param target null before one is chosen, or if none was
 * @param userId of whoever asked for it; empty where that is not told (up to 2.79)
 * @param totalBytes of memory; zero where it is not told
 * @param processedBytes of memory
 * @param remainingBytes of memory
 */
public record MigrationRecord(
        long id,
        String serverId,
        String type,
        Status status,
        @Nullable String source,
        @Nullable String target,
        String userId,
        double totalBytes,
        double processedBytes,
        double remainingBytes) {

    /** How far it is. */
    public enum Status {
        /** Asked for; no host has it yet. */
        ACCEPTED,
        /** Waits for its turn on the source. */
        QUEUED,
        /** The target gets ready. */
        PREPARING,
        /** Memory is being copied. */
        RUNNING,
        COMPLETED,
        /** Given up because somebody wished it. */
        CANCELLED,
        /** The hypervisor has given up; the server goes on. */
        FAILED,
        /** It could not begin, or Nova itself broke. */
        ERROR,
        /** Of another kind of migration, or not known here. */
        OTHER;

        /** {@return whether nothing comes of it any more} */
        public boolean isFinal() {
            return this == COMPLETED || this == CANCELLED || this == FAILED || this == ERROR;
        }

        private static Status of(String text) {
            return switch (text) {
                case "accepted" -> ACCEPTED;
                case "queued" -> QUEUED;
                case "preparing" -> PREPARING;
                case "running", "post-migrating" -> RUNNING;
                case "completed", "done" -> COMPLETED;
                case "cancelled" -> CANCELLED;
                case "failed" -> FAILED;
                case "error" -> ERROR;
                default -> OTHER;
            };
        }
    }

    /** Of the list of all records, or of those of one server, which have other names. */
    static MigrationRecord of(Json json) {
        return new MigrationRecord(
                json.at("id").whole(0),
                json.at("instance_uuid").text(json.at("server_uuid").text("")),
                json.at("migration_type").text("live-migration"),
                Status.of(json.at("status").text("")),
                json.at("source_compute").textOrNull(),
                json.at("dest_compute").textOrNull(),
                json.at("user_id").text(""),
                json.at("memory_total_bytes").number(0),
                json.at("memory_processed_bytes").number(0),
                json.at("memory_remaining_bytes").number(0));
    }

    /** {@return whether it is a live migration} */
    public boolean isLive() {
        return type.equals("live-migration");
    }
}
