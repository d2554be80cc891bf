/**
 * The command line: one class for each command, and what all commands share: streams, errors and exit codes. Wires the other
 * modules; nothing depends on it. Entry type: {@link io.affinity.cli.Affinity}.
 */
@NullMarked
package io.affinity.cli;

import org.jspecify.annotations.NullMarked;
