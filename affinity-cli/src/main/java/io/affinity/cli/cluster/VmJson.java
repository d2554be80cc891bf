// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import com.fasterxml.jackson.core.JsonGenerator;
import io.affinity.spi.model.VmId;
import io.affinity.spi.model.VmNames;
import java.io.IOException;
import java.util.Collection;

/** Which VM: its id for programs, its name for people. */
final class VmJson {

    private VmJson() {}

    /** Writes the fields of an object that has begun. */
    static void write(VmId vm, VmNames names, JsonGenerator json) throws IOException {
        json.writeStringField("vm", vm.value());
        json.writeStringField("name", names.name(vm));
    }

    /** Writes an array of them. */
    static void write(String field, Collection<VmId> vms, VmNames names, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(field);
        for (VmId vm : vms) {
            json.writeStartObject();
            write(vm, names, json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
