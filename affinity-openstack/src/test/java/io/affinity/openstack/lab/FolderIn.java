// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.lab;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Which lab tests run on: what an annotation of tests says of itself. */
@Target(ElementType.ANNOTATION_TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface FolderIn {

    /** {@return the system property that names the folder of the lab} */
    String value();

    /** {@return the options of the command that starts such a lab} */
    String options();
}
