// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.input;

/**
 * A name that a file mentions.
 *
 * @param key the path of its key, such as {@code policies[1].vms[0]}
 */
public record Mention(String name, Place place, String key) {}
