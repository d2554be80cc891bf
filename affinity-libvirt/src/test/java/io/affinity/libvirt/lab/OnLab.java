// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.lab;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests on the hosts of the lab, which are in order when the class begins, whatever an earlier one has left. */
@Tag("lab")
@ExtendWith(MendedLab.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface OnLab {}
