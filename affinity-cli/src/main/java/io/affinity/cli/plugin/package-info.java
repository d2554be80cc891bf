/** Plug-ins by name: what the command line and the cluster file choose. */
@NullMarked
package io.affinity.cli.plugin;

import org.jspecify.annotations.NullMarked;
