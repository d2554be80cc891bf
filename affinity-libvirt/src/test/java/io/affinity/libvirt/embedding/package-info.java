/** The module as an embedder sees it: by its exported packages alone. */
@NullMarked
package io.affinity.libvirt.embedding;

import org.jspecify.annotations.NullMarked;
