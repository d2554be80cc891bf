/** A cluster of real hosts, as the command line runs it. */
@NullMarked
package io.affinity.cli.cluster;

import org.jspecify.annotations.NullMarked;
