// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.model;

import java.util.HashSet;
import java.util.List;

/**
 * The resources that a fleet is judged by, in a fixed order: the index of a resource is its place in every
 * {@link ResourceVector} and in every column of the later stages. Immutable and thread-safe.
 *
 * @param resources at least one, without duplicate names
 */
public record ResourceSet(List<Resource> resources) {

    public ResourceSet {
        resources = List.copyOf(resources);
        Checks.notEmpty("list of resources", resources);
        HashSet<String> names = new HashSet<>();
        for (Resource resource : resources) {
            if (!names.add(resource.name())) {
                throw new IllegalArgumentException("The resource (" + resource + ") is listed twice.");
            }
        }
    }

    public static ResourceSet of(Resource... resources) {
        return new ResourceSet(List.of(resources));
    }

    /** {@return the number of resources} */
    public int size() {
        return resources.size();
    }

    /** {@return the resource at {@code index}, 0 to size - 1} */
    public Resource get(int index) {
        return resources.get(index);
    }

    public boolean contains(Resource resource) {
        return resources.contains(resource);
    }

    /**
     * {@return the index of {@code resource}, 0 to size - 1}
     *
     * @throws IllegalArgumentException if the set does not hold it
     */
    public int indexOf(Resource resource) {
        int index = resources.indexOf(resource);
        if (index < 0) {
            throw new IllegalArgumentException("The resource (" + resource + ") must be one of " + resources + ".");
        }
        return index;
    }
}
