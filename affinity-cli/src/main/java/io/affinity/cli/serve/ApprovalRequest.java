// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.serve;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.affinity.cli.cluster.ClusterView;
import io.affinity.core.balancing.Decision;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.PlannedMigration;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A person approves of a migration. */
record ApprovalRequest(Setting setting, Approvals approvals, InstantSource clock) {

    static final String PATH = "/api/v1/approvals";

    /** {@return what came of it}; only what is planned at this moment can be approved. */
    Response answer(Snapshot last, String body) {
        if (!setting.approvals()) {
            return Response.refused(409, "Nothing waits for approval: listen.approvals is off.");
        }
        Migration wanted = migration(body);
        if (wanted == null) {
            return Response.refused(400, "A JSON object with the texts vm, source and target is needed.");
        }
        if (!isPlanned(last, wanted)) {
            return Response.refused(409, "This is not planned any more; look at the plan again.");
        }
        approvals.approve(wanted, clock.instant());
        return Response.json(202, json -> json.writeBooleanField("approved", true));
    }

    private static boolean isPlanned(Snapshot last, Migration wanted) {
        ClusterView view = last.view();
        Decision decision = view == null ? null : view.report().decision();
        return decision != null
                && decision.plan().migrations().stream()
                        .map(PlannedMigration::migration)
                        .anyMatch(wanted::equals);
    }

    private static @Nullable Migration migration(String body) {
        Map<String, String> texts = new HashMap<>();
        try (JsonParser json = new JsonFactory().createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                if (json.nextToken() != JsonToken.VALUE_STRING) {
                    return null;
                }
                texts.put(field, json.getText());
            }
        } catch (IOException e) {
            return null;
        }
        String vm = texts.getOrDefault("vm", "");
        String source = texts.getOrDefault("source", "");
        String target = texts.getOrDefault("target", "");
        return vm.isBlank() || source.isBlank() || target.isBlank() || source.equals(target)
                ? null
                : new Migration(new VmId(vm), new HostId(source), new HostId(target));
    }
}
