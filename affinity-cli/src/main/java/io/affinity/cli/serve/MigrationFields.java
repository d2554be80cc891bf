// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.serve;

import com.fasterxml.jackson.core.JsonGenerator;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.model.VmNames;
import java.io.IOException;

/** Which VM goes where, as fields of an object. */
final class MigrationFields {

    private MigrationFields() {}

    static void write(Migration migration, VmNames names, JsonGenerator json) throws IOException {
        json.writeStringField("vm", migration.vm().value());
        json.writeStringField("name", names.name(migration.vm()));
        json.writeStringField("source", migration.source().value());
        json.writeStringField("target", migration.target().value());
    }
}
