// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.inventory;

/**
 * The machine that a domain is given, as its XML says; empty where it does not.
 *
 * @param virtualization such as {@code kvm} or {@code qemu}
 * @param architecture such as {@code x86_64}
 * @param type such as {@code pc-i440fx-7.2}
 * @param emulator path of the hypervisor's program
 * @param cpu the XML element {@code cpu} as it is
 */
public record GuestMachine(String virtualization, String architecture, String type, String emulator, String cpu) {

    static final GuestMachine UNKNOWN = new GuestMachine("", "", "", "", "");

    static GuestMachine of(Xml domain) {
        Xml type = domain.first("os", "type");
        Xml cpu = domain.first("cpu");
        return new GuestMachine(
                domain.attribute("type"),
                type == null ? "" : type.attribute("arch"),
                type == null ? "" : type.attribute("machine"),
                domain.text("devices", "emulator"),
                cpu == null ? "" : cpu.written());
    }
}
