/** The file that describes a real cluster. Entry type: {@link io.affinity.cli.config.ClusterFile}. */
@NullMarked
package io.affinity.cli.config;

import org.jspecify.annotations.NullMarked;
