// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.lab;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests on a real control plane with two libvirt hosts and real guests, whose folder {@code -Daffinity.openstack.real=FOLDER} names; otherwise as
 * {@link OnOpenStack}.
 */
@Tag("openstack")
@FolderIn(value = "affinity.openstack.real", options = "--hosts 0 --libvirt FOLDER_OF_A_LIBVIRT_LAB")
@ExtendWith(LabInOrder.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface OnRealGuests {}
