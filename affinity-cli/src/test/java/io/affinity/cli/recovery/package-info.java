/** What is left when a controller is killed, and what the next one makes of it. */
@NullMarked
package io.affinity.cli.recovery;

import org.jspecify.annotations.NullMarked;
