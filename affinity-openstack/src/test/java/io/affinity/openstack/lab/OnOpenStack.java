// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.lab;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests on a real control plane with three in-memory hosts, whose folder {@code -Daffinity.openstack=FOLDER} names, or folders, with commas between them, for tests that run at the same time. When the class begins there is no
 * server; before each test everything is in order, whatever an earlier one has left. One class at a time has the lab. Without the
 * property, and with {@code left-out} in place of a folder, they are left out, and said so.
 */
@Tag("openstack")
@FolderIn(value = "affinity.openstack", options = "--hosts 3")
@ExtendWith(LabInOrder.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface OnOpenStack {}
