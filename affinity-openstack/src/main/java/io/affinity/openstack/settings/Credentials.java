// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.settings;

import org.jspecify.annotations.Nullable;

/** Who asks a cloud, by version 3 of the identity API. Immutable. */
public sealed interface Credentials {

    /**
     * A thing of Keystone that is known by its id, or by its name within a domain.
     *
     * @param id null if it is known by its name
     * @param name null if it is known by its id
     * @param domainId of the name; null if the domain is known by its own name
     * @param domainName null if the domain is known by its id
     */
    record Named(
            @Nullable String id,
            @Nullable String name,
            @Nullable String domainId,
            @Nullable String domainName) {

        public Named {
            if (id == null && name == null) {
                throw new IllegalArgumentException("An id or a name must be given.");
            }
            if (id == null && domainId == null && domainName == null) {
                throw new IllegalArgumentException("The domain of the name (" + name + ") must be given.");
            }
        }

        /** {@return what has this id} */
        public static Named ofId(String id) {
            return new Named(id, null, null, null);
        }

        /** {@return what has this name in the domain of that name} */
        public static Named of(String name, String domainName) {
            return new Named(null, name, null, domainName);
        }
    }

    /** What the rights hold for. */
    sealed interface Scope {

        /** A project, in which an administrator of the cloud has that role too. */
        record Project(Named project) implements Scope {}

        /** The whole cloud. */
        record WholeCloud() implements Scope {}
    }

    /** A user with a password. */
    record Password(Named user, Secret password, Scope scope) implements Credentials {}

    /**
     * An application credential, whose project is part of it.
     *
     * @param id null if it is known by its name
     * @param name null if it is known by its id
     * @param user whose it is; needed with the name only
     */
    record ApplicationCredential(
            @Nullable String id,
            @Nullable String name,
            @Nullable Named user,
            Secret secret) implements Credentials {

        public ApplicationCredential {
            if (id == null && (name == null || user == null)) {
                throw new IllegalArgumentException(
                        "An application credential must have an id, or a name and the user whose it is.");
            }
        }
    }
}
